using Microsoft.Extensions.Localization;
using Nameplate.Products;

namespace Nameplate.Resolver.ProductPage;

/// <summary>Says what whoever holds the unit should know of its status; the ordinary ones need no word.</summary>
internal sealed class StatusState(IStringLocalizer<Texts> words) : IProductState
{
    public Task<ProductState?> Of(ProductView view, CancellationToken ct) => Task.FromResult(view.Unit.Status switch
    {
        UnitStatus.Test => new ProductState(words["Status.Test"], StateTone.Warn),
        UnitStatus.EndOfLife => new ProductState(words["Status.EndOfLife"], StateTone.Warn),
        UnitStatus.Replaced => new ProductState(words["Status.Replaced"], StateTone.Warn),
        UnitStatus.Returned => new ProductState(words["Status.Returned"], StateTone.Warn),
        UnitStatus.InRepair => new ProductState(words["Status.InRepair"]),
        UnitStatus.Refurbished => new ProductState(words["Status.Refurbished"]),
        _ => null,
    });
}
