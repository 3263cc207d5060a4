using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Resolver;

namespace Nameplate.Owners.Registrations;

/// <summary>In the linkset of a unit: where it is registered, while it is nobody's.</summary>
internal sealed class RegisterLink(AppDb db, IStringLocalizer<Texts> words) : ILinkContributor
{
    public async Task<IReadOnlyList<ProductLink>> Of(LinkSubject subject, CancellationToken ct) =>
        subject.Unit is not { } unit || await db.Set<Registration>().AnyAsync(r => r.UnitId == unit.Id && r.EndedAt == null, ct) ? []
        : [new("registerProduct", unit.Code.Page + "/register", words["RegisterMy", subject.Model.Name], IsOfUnit: true, "text/html")];
}
