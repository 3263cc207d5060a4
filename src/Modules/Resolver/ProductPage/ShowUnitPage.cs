using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver.ProductPage;

/// <summary>The page a scan leads to: what is true of the unit, put together from what the modules contribute. Nothing on it names a person.</summary>
internal sealed class ShowUnitPage(
    Frames frames, Pictures pictures, IStringLocalizer<Texts> words,
    IEnumerable<IProductState> states, IEnumerable<IProductTile> tiles, IEnumerable<IProductCard> cards) : IProductPage
{
    public async Task<IResult> Show(HttpContext http, ProductModel model, ProductUnit unit, Func<ProductView, ProductCard>? card = null, int status = StatusCodes.Status200OK, IReadOnlyCollection<string>? said = null)
    {
        var ct = http.RequestAborted;
        var frame = await frames.For(http, $"{model.Name} · {unit.Key.Spaced}");
        var view = new ProductView(http, frame, model, unit);
        var own = card?.Invoke(view);
        List<ProductCard> shownCards = own is null ? [] : [own];
        foreach (var contributor in cards)
            if (await contributor.Of(view, ct) is { } contributed && contributed.Slot != own?.Slot) shownCards.Add(contributed);
        List<ProductTile> shownTiles = [];
        foreach (var contributor in tiles) shownTiles.AddRange(await contributor.Of(view, ct));

        return Pages.Consumer<UnitPage>(new UnitPage.Shown(
            view, pictures.Of(model), await StatesOf(view, states, ct), [.. shownCards.OrderBy(c => c.Order)], [.. shownTiles.Where(t => said?.Contains(t.Href) != true).OrderBy(t => t.Order)], words), frame, status);
    }

    internal static async Task<IReadOnlyList<ProductState>> StatesOf(ProductView view, IEnumerable<IProductState> states, CancellationToken ct)
    {
        List<ProductState> shown = [];
        foreach (var contributor in states)
            if (await contributor.Of(view, ct) is { } state) shown.Add(state);
        return shown;
    }

    internal static async Task<IResult> Page(HttpContext http, UnitKey? unit, IProducts products, ShowUnitPage page, CancellationToken ct)
    {
        if (unit is not { } key || await products.Model(key.Gtin, ct) is not { } model) return UnitPages.NotOnRecord(http);
        return await products.Unit(key.Gtin, key.Serial, ct) is { } found ? await page.Show(http, model, found) : await page.ShowUnknown(http, model, key);
    }

    /// <summary>The number may be mistyped, misprinted or made up: the page says so and helps on.</summary>
    internal async Task<IResult> ShowUnknown(HttpContext http, ProductModel model, UnitKey key)
    {
        var frame = await frames.For(http, words["Unknown.Title"], $"/p/{model.Gtin}");
        return Pages.Consumer<UnknownUnitPage>(new UnknownUnitPage.Shown(frame, model, key, pictures.Of(model), words), frame, StatusCodes.Status404NotFound);
    }
}
