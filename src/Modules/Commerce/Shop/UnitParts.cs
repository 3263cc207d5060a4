using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Fitment;
using Nameplate.Commerce.Orders;
using Nameplate.Commerce.Rates;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Commerce.Shop;

/// <summary>What fits a unit: the list and the sheet of one part.</summary>
internal sealed class UnitParts(IProducts products, FittingParts fitting, RateBook rates, Frames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    readonly FittingParts fitting = fitting;
    readonly RateBook rates = rates;
    readonly Frames frames = frames;
    readonly IStringLocalizer<Texts> words = words;

    /// <summary>A part that fits the unit.</summary>
    /// <param name="Available">How many can be ordered now; 0 when sold out or no longer sold.</param>
    /// <param name="Why">Why it fits, in the language of <c>Accept-Language</c>.</param>
    internal sealed record Item(string Sku, string Name, LineKind Kind, decimal Price, string Currency, int Available, string Why);

    /// <summary>Lists the parts that fit a unit, consumables first.</summary>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 200 when not given.</param>
    /// <example>
    /// GET /api/v1/units/09506000134352/7Q4MKX2PV9TNA/parts
    /// 200
    /// {"items": [
    /// {"sku": "FLT-1", "name": "Water filter", "kind": "consumable", "price": 12.9, "currency": "EUR", "available": 250, "why": "Fits every Brew One."}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(UnitKey? unit, IProducts products, FittingParts fitting, CancellationToken ct, string? after = null, int limit = Paging.Most)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, 1, out var mark)) is { } wrong) return wrong;
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return Problems.NotFound("There is no such unit. Check GTIN and serial.");
        var fits = await fitting.For((await products.Model(found.Gtin, ct))!, found, ct);
        var from = mark is null ? 0 : fits.Index().FirstOrDefault(f => f.Item.Part.Sku == mark[0], (-1, null!)).Index + 1;
        if (mark is not null && from == 0) return Problems.Field("after", "The part this mark names does not fit the unit any more. Begin with the first page.");
        return TypedResults.Ok(Paging.Page([.. fits.Skip(from)], limit, f => new Item(f.Part.Sku, f.Part.Name, f.Part.Kind, f.Part.Price, f.Part.Currency, f.Available, f.Why), f => PageMark.Of(f.Part.Sku)));
    }

    internal static async Task<IResult> ListPage(UnitKey? unit, UnitParts parts, HttpContext http, CancellationToken ct)
    {
        if (await parts.Find(unit, ct) is not var (model, found)) return await parts.NotFound(http);
        var frame = await parts.frames.For(http, $"{parts.words["Parts.Title"]} · {model.Name}", found.Code.Page);
        var rate = await parts.Rate(frame, found, null, ct);
        return Pages.Consumer<PartsPage>(new PartsPage.Shown(frame, model, found, await parts.fitting.For(model, found, ct), rate, parts.Today, parts.words), frame);
    }

    internal static async Task<IResult> SheetPage(UnitKey? unit, string sku, UnitParts parts, HttpContext http, CancellationToken ct, string? country = null)
    {
        if (await parts.Find(unit, ct) is not var (model, found)) return await parts.NotFound(http);
        var frame = await parts.frames.For(http, parts.words["DoesNotFit"], found.Code.Page);
        if ((await parts.fitting.For(model, found, ct)).FirstOrDefault(f => f.Part.Sku == sku) is not { } fit)
            return Pages.Consumer<DoesNotFitPage>(new DoesNotFitPage.Shown(frame, model, found, parts.words), frame, StatusCodes.Status404NotFound);
        var rate = await parts.Rate(frame, found, country, ct);
        var table = await parts.rates.Load(ct);
        frame = await parts.frames.For(http, $"{fit.Part.Name} · {model.Name}", found.Code.Page);
        var totals = Totals.Of([new(fit.Part.Price, 1, fit.Part.WeightG ?? 0, fit.Part.DeliveryDays)], rate, fit.Part.Currency);
        return Pages.Consumer<PartSheetPage>(new PartSheetPage.Shown(frame, model, found, fit, totals, rate, [.. table.Keys], parts.Today, parts.words), frame);
    }

    internal async Task<(ProductModel Model, ProductUnit Unit)?> Find(UnitKey? unit, CancellationToken ct) =>
        unit is { } key && await products.Unit(key.Gtin, key.Serial, ct) is { } found && await products.Model(found.Gtin, ct) is { } model ? (model, found) : null;

    internal async Task<IResult> NotFound(HttpContext http)
    {
        var frame = await frames.For(http, words["NoSuchUnit"]);
        return Pages.Consumer<NoSuchPage>(new NoSuchPage.Shown(frame, words["NoSuchUnit"], words["NoSuchUnit.Text"]), frame, StatusCodes.Status404NotFound);
    }

    internal DateOnly Today => clock.GetUtcNow().Day();

    internal async Task<CountryRate> Rate(Frame frame, ProductUnit unit, string? country, CancellationToken ct) => RateBook.Likely(await rates.Load(ct), frame.Brand.Country, country, unit.Market);
}
