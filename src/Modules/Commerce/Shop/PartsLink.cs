using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Fitment;
using Nameplate.Resolver;

namespace Nameplate.Commerce.Shop;

/// <summary>In the linkset of a unit: the parts and supplies that fit it.</summary>
internal sealed class PartsLink(FittingParts fitting, IStringLocalizer<Texts> words) : ILinkContributor
{
    public async Task<IReadOnlyList<ProductLink>> Of(LinkSubject subject, CancellationToken ct) =>
        subject.Unit is { } unit && (await fitting.For(subject.Model, unit, ct)).Count > 0
            ? [new("purchaseSuppliesOrAccessories", unit.Code.Page + "/parts", words["Parts.Title"], IsOfUnit: true, "text/html")] : [];
}
