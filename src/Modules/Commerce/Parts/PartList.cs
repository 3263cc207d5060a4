using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Fitment;
using Nameplate.Platform.Access;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Commerce.Parts;

/// <summary>The console's list of parts, with what lies on the shelf.</summary>
internal sealed class PartList(AppDb db, IProducts products, Rights rights, IStringLocalizer<Texts> words) : ConsoleList<ShowParts.WithStock>
{
    const string InStock = "in_stock", SoldOut = "sold_out";

    public override string Key => "parts";

    public override IReadOnlyList<ListColumn<ShowParts.WithStock>> Columns =>
    [
        new("sku", words["Console.Sku"], p => p.Part.Sku) { IsName = true, Order = "sku", Csv = p => p.Part.Sku },
        new("name", words["Name"], p => p.Part.Name) { Csv = p => p.Part.Name },
        new("kind", words["Console.Kind"], p => words["Kind." + p.Part.Kind]) { Csv = p => Snake.Case(p.Part.Kind.ToString()) },
        new("price", words["Sheet.Price"], p => p.Part.Costs.ToString()) { Look = ColumnLook.Number, Csv = p => p.Part.Price.ToString("0.00##", CultureInfo.InvariantCulture) },
        new("currency", words["Console.Currency"], p => p.Part.Currency) { IsUsual = false, Csv = p => p.Part.Currency },
        new("stock", words["Console.OnHand"], p => p.OnHand.ToString("N0", CultureInfo.CurrentCulture)) { Look = ColumnLook.Number, Below = p => p.OnHand == 0 ? words["Console.SoldOut"].Value : null, Csv = p => Whole(p.OnHand) },
        new("available_until", words["Sheet.Until"], p => p.Part.AvailableUntil?.Short()) { Csv = p => p.Part.AvailableUntil?.ToString("O", CultureInfo.InvariantCulture) },
        new("weight_g", words["Console.Weight"], p => Whole(p.Part.WeightG)) { Look = ColumnLook.Number, IsUsual = false, Csv = p => Whole(p.Part.WeightG) },
        new("replace_every_days", words["Console.Replace"], p => Whole(p.Part.ReplaceEveryDays)) { Look = ColumnLook.Number, IsUsual = false, Csv = p => Whole(p.Part.ReplaceEveryDays) },
        new("max_delivery_days", words["Console.DeliveryDays"], p => Whole(p.Part.MaxDeliveryDays)) { Look = ColumnLook.Number, IsUsual = false, Csv = p => Whole(p.Part.MaxDeliveryDays) },
        new("image_url", words["Console.Image"], p => p.Part.ImageUrl) { IsUsual = false, Csv = p => p.Part.ImageUrl },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("q", words["Console.PartSearch"]),
        new("kind", words["Console.Kind"]) { Options = [.. Enum.GetValues<LineKind>().Where(k => k != LineKind.Product).Select(k => (Snake.Case(k.ToString()), words["Kind." + k].Value))] },
        new("stock", words["Console.OnHand"]) { Options = [(InStock, words["Console.InStock"]), (SoldOut, words["Console.SoldOut"])] },
    ];

    public override IReadOnlyList<ListOrder<ShowParts.WithStock>> Orders =>
    [
        new("sku", 1, q => q.OrderBy(p => p.Part.Sku), (q, m) => Behind(q, m[0]), p => [p.Part.Sku]),
        new("-sku", 1, q => q.OrderByDescending(p => p.Part.Sku), (q, m) => Before(q, m[0]), p => [p.Part.Sku]),
    ];

    static IQueryable<ShowParts.WithStock> Behind(IQueryable<ShowParts.WithStock> parts, string sku) => parts.Where(p => string.Compare(p.Part.Sku, sku) > 0);
    static IQueryable<ShowParts.WithStock> Before(IQueryable<ShowParts.WithStock> parts, string sku) => parts.Where(p => string.Compare(p.Part.Sku, sku) < 0);
    static string? Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    public override string Say(int count) => count == 1 ? words["Parts.Counted.One"] : words["Parts.Counted.Many", count.ToString("N0", CultureInfo.CurrentCulture)];
    public override string Opens(ShowParts.WithStock row) => "/admin/parts/" + Uri.EscapeDataString(row.Part.Sku);
    public override string KeyOf(ShowParts.WithStock row) => row.Part.Sku;
    public override string NameOf(ShowParts.WithStock row) => row.Part.Sku;

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (await ShowParts.Parts(db).SingleOrDefaultAsync(p => p.Part.Sku == key, ct) is not { } found) return null;
        var (p, onHand) = found;
        var fits = await db.Set<FitmentRow>().AsNoTracking().Where(f => f.Sku == key).Select(f => f.Gtin).Distinct().OrderBy(g => g).Take(10).ToListAsync(ct);
        var names = (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);
        return new(p.Name)
        {
            Page = Opens(found), Picture = p.ImageUrl, State = words[onHand == 0 ? "Console.SoldOut" : "Console.InStock"], Tone = onHand == 0 ? "bad" : "good",
            Steps = rights.May("commerce.stock.write") ? [GlanceStep.Of(words["Bulk.parts.stock"], "parts.stock", key, new BulkField("value", words["Console.OnHand"]) { Type = "number", IsNeeded = true })] : [],
            Facts =
            [
                new(words["Console.Sku"], p.Sku) { IsCode = true }, new(words["Console.OnHand"], onHand.Counted()), new(words["Sheet.Price"], p.Costs.ToString()), new(words["Console.Kind"], words["Kind." + p.Kind]), new(words["Sheet.Until"], p.AvailableUntil?.Long()),
                new(words["Console.DeliveryDays"], p.MaxDeliveryDays?.Counted()), new(words["Console.Replace"], p.ReplaceEveryDays?.Counted()),
            ],
            Parts = [new(words["Console.UsedIn"], [.. fits.Select(g => new GlanceLine(names.GetValueOrDefault(g, g), null, "/admin/products?open=" + g))])],
        };
    }

    public override IQueryable<ShowParts.WithStock> Matching(ListQuery asked)
    {
        var parts = ShowParts.Parts(db);
        if (Snake.TryEnum<LineKind>(asked["kind"] ?? "", out var kind)) parts = parts.Where(p => p.Part.Kind == kind);
        if (asked["stock"] == InStock) parts = parts.Where(p => p.OnHand > 0);
        if (asked["stock"] == SoldOut) parts = parts.Where(p => p.OnHand == 0);
#pragma warning disable MA0011      // becomes SQL
        if (asked["q"]?.ToUpperInvariant() is { } text) parts = parts.Where(p => p.Part.Sku.ToUpper().Contains(text) || p.Part.Name.ToUpper().Contains(text));
#pragma warning restore MA0011
        return parts;
    }
}
