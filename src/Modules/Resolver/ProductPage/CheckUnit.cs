using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver.ProductPage;

/// <summary>For who is about to buy the unit second-hand: what its number says, and what to ask the seller for.</summary>
internal static class CheckUnit
{
    internal static async Task<IResult> Page(HttpContext http, UnitKey? unit, IProducts products, ShowUnitPage unitPage, Frames frames, IEnumerable<IProductState> states, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        if (unit is not { } key || await products.Model(key.Gtin, ct) is not { } model) return UnitPages.NotOnRecord(http);
        if (await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return await unitPage.ShowUnknown(http, model, key);
        var frame = await frames.For(http, words["Check.Title"], key.Page);
        var view = new ProductView(http, frame, model, found);
        return Pages.Consumer<CheckPage>(new CheckPage.Shown(view, await ShowUnitPage.StatesOf(view, states, ct), words), frame);
    }
}
