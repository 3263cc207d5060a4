using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Fitment;
using Nameplate.Commerce.Rates;
using Nameplate.Commerce.Shop;
using Nameplate.Owners;
using Nameplate.Platform.Access;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Commerce.Orders;

/// <summary>The page on which a part is ordered for a unit: everything to be known stands above its one button.</summary>
internal sealed class OrderForm(UnitParts units, FittingParts fitting, RateBook rates, PlaceOrder place, IOwners owners, Frames frames, IStringLocalizer<Texts> words)
{
    readonly IOwners owners = owners;
    readonly PlaceOrder place = place;
    readonly Frames frames = frames;

    /// <summary>What stands in the fields.</summary>
    internal sealed record Entry(int Quantity, string Email, string Name, string Line1, string PostalCode, string City, string Country, string FormKey, string? SeenTotal)
    {
        public static Entry Of(IFormCollection form) => new(
            int.TryParse(form["quantity"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0, Text(form, "email"), Text(form, "name"), Text(form, "line1"), Text(form, "postalCode"), Text(form, "city"), Text(form, "country"),
            Text(form, "formKey"), Text(form, "total"));
        static string Text(IFormCollection form, string field) => form[field].ToString().Trim();
    }

    internal static async Task<IResult> Show(UnitKey? unit, string sku, OrderForm form, HttpContext http, CancellationToken ct, int quantity = 1, string? country = null)
    {
        var person = await form.owners.SignedIn(http, ct);
        var entry = new Entry(Math.Clamp(quantity, 1, PlaceOrder.MostOfOne), person?.Email ?? "", person?.Name ?? "", "", "", "", country ?? person?.Country ?? "", Token.New(), null);
        return await form.Page(unit, sku, entry, http, ct);
    }

    internal static async Task<IResult> Send(UnitKey? unit, string sku, OrderForm form, HttpContext http, CancellationToken ct)
    {
        var entry = Entry.Of(await http.Request.ReadFormAsync(ct));
        var wrong = new HashSet<string>(StringComparer.Ordinal);
        if (entry.Quantity is < 1 or > PlaceOrder.MostOfOne) wrong.Add("quantity");
        if (entry.FormKey.Length < 20 || unit is null || wrong.Count > 0) return await form.Page(unit, sku, entry with { Quantity = Math.Max(1, entry.Quantity), FormKey = Token.New() }, http, ct, wrong);

        // Nothing is ordered at a total that was not on the page: another country or quantity brings the page back first.
        if (await form.TotalsOf(unit, sku, entry, ct) is { } totals && Plain(totals) != entry.SeenTotal) return await form.Page(unit, sku, entry, http, ct, changed: true);

        var (order, errors, soldOut) = await form.place.Handle(new(entry.Email, unit.Value.Gtin, unit.Value.Serial, [new(sku, entry.Quantity)], new(entry.Name, entry.Line1, entry.City, entry.PostalCode, entry.Country), "invoice"), "form:" + entry.FormKey, ct);
        if (order is not null) return TypedResults.LocalRedirect((await form.frames.For(http, "")).To("/track/" + order.TrackToken));
        return soldOut is not null
            ? await form.Page(unit, sku, entry, http, ct, soldOut: soldOut)
            : await form.Page(unit, sku, entry, http, ct, errors.Select(e => e.Field.Split('.')[^1]).ToHashSet(StringComparer.Ordinal));
    }

    static string Plain(Totals totals) => totals.Total.Amount.ToString("0.00", CultureInfo.InvariantCulture);

    async Task<Totals?> TotalsOf(UnitKey? unit, string sku, Entry entry, CancellationToken ct) =>
        await units.Find(unit, ct) is var (model, found) && (await fitting.For(model, found, ct)).FirstOrDefault(f => f.Part.Sku == sku) is { } fit && (await rates.Load(ct)).TryGetValue(entry.Country, out var rate)
            ? Totals.Of([new(fit.Part.Price, entry.Quantity, fit.Part.WeightG ?? 0, fit.Part.DeliveryDays)], rate, fit.Part.Currency) : null;

    async Task<IResult> Page(UnitKey? unit, string sku, Entry entry, HttpContext http, CancellationToken ct, IReadOnlySet<string>? wrong = null, bool changed = false, PlaceOrder.SoldOut? soldOut = null)
    {
        if (await units.Find(unit, ct) is not var (model, found)) return await units.NotFound(http);
        if ((await fitting.For(model, found, ct)).FirstOrDefault(f => f.Part.Sku == sku) is not { } fit || (fit.Available == 0 && soldOut is null))
            return TypedResults.LocalRedirect($"{found.Code.Page}/parts/{Uri.EscapeDataString(sku)}");      // the sheet says why
        var table = await rates.Load(ct);
        var frame = await frames.For(http, words["Order.Title"], found.Code.Page);
        var rate = RateBook.Likely(table, frame.Brand.Country, entry.Country, found.Market);
        var totals = Totals.Of([new(fit.Part.Price, entry.Quantity, fit.Part.WeightG ?? 0, fit.Part.DeliveryDays)], rate, fit.Part.Currency);
        var view = new OrderFormPage.Shown(frame, model, found, fit, entry with { Country = rate.Country, SeenTotal = Plain(totals) }, totals, [.. table.Keys], wrong ?? new HashSet<string>(StringComparer.Ordinal), changed, soldOut, words);
        return Pages.Consumer<OrderFormPage>(view, frame, soldOut is not null ? StatusCodes.Status409Conflict : wrong is { Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
