using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners.Installers;

/// <summary>On the page of a unit that was scanned during a visit: one button adds it to the visit.</summary>
internal sealed class ScanOnVisit(IOwners owners, IStringLocalizer<Texts> words) : IProductCard
{
    const string Slot = "visit";

    public async Task<ProductCard?> Of(ProductView view, CancellationToken ct)
    {
        if (VisitBasket.Of(view.Http) is not { } basket || await owners.OwnershipOf(view.Unit.Id, ct) is not null) return null;
        var shown = new ScanCard.Shown(view.Frame, words, view.Unit.Code.Page, "/visit/" + basket.Token, basket.Units.Count);
        return new(1, Slot, builder =>
        {
            builder.OpenComponent<ScanCard>(0);
            builder.AddComponentParameter(1, nameof(ScanCard.View), shown);
            builder.CloseComponent();
        });
    }

    /// <summary>The button on the unit's page.</summary>
    internal static IResult Add(UnitKey? unit, HttpContext http)
    {
        if (unit is not { } key || VisitBasket.Of(http) is not { } basket) return TypedResults.LocalRedirect(unit?.Page ?? "/");
        VisitBasket.Add(http, basket, key);
        return TypedResults.LocalRedirect("/visit/" + Uri.EscapeDataString(basket.Token));
    }

    /// <summary>The button on the installer's page: from now on codes that are scanned on this phone offer to join the visit.</summary>
    internal static IResult Begin(string token, HttpContext http)
    {
        VisitBasket.Begin(http, token);
        return TypedResults.LocalRedirect($"/visit/{Uri.EscapeDataString(token)}?scanning");
    }
}
