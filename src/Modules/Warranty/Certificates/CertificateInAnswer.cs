using Nameplate.Owners;
using Nameplate.Platform.Web;
using Nameplate.Warranty.Coverage;

namespace Nameplate.Warranty.Certificates;

/// <summary>What a registration over the API answers of the unit's cover.</summary>
internal sealed class CertificateInAnswer(IWarranty warranty, Links links) : IRegistrationAnswer
{
    public async Task Add(NewRegistration registration, IDictionary<string, object?> answer, CancellationToken ct)
    {
        answer["coverage"] = ShowCoverage.Item.Of(await warranty.CoverageOf(registration.Unit, ct));
        answer["certificate"] = links.To(registration.Unit.Code.CertificatePage());
        answer["certificatePdf"] = links.To(registration.Unit.Code.CertificatePdf());
    }
}
