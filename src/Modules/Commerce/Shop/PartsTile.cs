using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Fitment;
using Nameplate.Commerce.Rates;
using Nameplate.Owners;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Commerce.Shop;

/// <summary>On the page of a unit: how many parts fit it, and how soon the first can be there.</summary>
internal sealed class PartsTile(FittingParts fitting, RateBook rates, IStringLocalizer<Texts> words) : IProductTile
{
    public async Task<IReadOnlyList<ProductTile>> Of(ProductView view, CancellationToken ct)
    {
        var fits = await fitting.For(view.Model, view.Unit, ct);
        if (fits.Count == 0) return [];
        string text = words["Tile.SoldOut"];
        if (fits.Where(f => f.Available > 0).Select(f => (int?)f.Part.DeliveryDays).Min() is { } soonest)
        {
            var rate = RateBook.Likely(await rates.Load(ct), view.Frame.Brand.Country, view.Unit.Market);
            var days = words.Days(soonest + rate.MoreDays);
            text = fits.Count == 1 ? words["Tile.One", days] : words["Tile.Many", fits.Count, days];
        }
        return [new(30, "M5 19l3.5-.8L19 7.7a1.8 1.8 0 0 0 0-2.5l-.2-.2a1.8 1.8 0 0 0-2.5 0L5.8 15.5zM14.5 6.8l2.7 2.7", words["Parts.Title"], text, view.Unit.Code.Page + "/parts")];
    }
}

/// <summary>Right after registering: the two things most likely to be wanted next.</summary>
internal sealed class PartsWelcome(FittingParts fitting, IStringLocalizer<Texts> words) : IWelcome
{
    const int Most = 2;

    public async Task<IReadOnlyList<WelcomeLine>> For(ProductModel model, ProductUnit unit, Frame frame, CancellationToken ct) =>
        [.. (await fitting.For(model, unit, ct)).Where(f => f.Available > 0)
            .OrderBy(f => f.Part.Kind switch { LineKind.Consumable => 0, LineKind.Accessory => 1, _ => 2 }).Take(Most)
            .Select((f, i) => new WelcomeLine(30 + i, f.Part.Name,
                f.Part.ReplaceEveryDays is { } days ? words["Welcome.Due", f.Part.Costs.ToString(), days] : words["Welcome.Fits", f.Part.Costs.ToString()],
                $"{unit.Code.Page}/parts/{Uri.EscapeDataString(f.Part.Sku)}", f.Part.Picture) { IsOffer = true })];
}
