using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products.Models;

namespace Nameplate.Products.Lots;

/// <summary>The console's list of lots, with what became of their units.</summary>
internal sealed class LotList(AppDb db, IStringLocalizer<Texts> words) : ConsoleList<Lot>
{
    Dictionary<string, string> models = [];

    public override string Key => "lots";

    public override IReadOnlyList<ListColumn<Lot>> Columns =>
    [
        new("lot", words["Lot"], l => l.Name) { Look = ColumnLook.Code, IsName = true, Order = "lot", Csv = l => l.Name },
        new("product", words["Product"], l => models.GetValueOrDefault(l.Gtin, l.Gtin)),
        new("gtin", words["Gtin"], l => l.Gtin) { Look = ColumnLook.Code, IsUsual = false, Csv = l => l.Gtin },
        new("units", words["Lots.Units"], l => l.Units.Counted()) { Look = ColumnLook.Number, Csv = l => l.Units.InFile() },
        new("shipped", words["Lots.Shipped"], l => l.Shipped.Counted()) { Look = ColumnLook.Number, Csv = l => l.Shipped.InFile() },
        new("registered", words["Lots.Registered"], l => l.Registered.Counted()) { Look = ColumnLook.Number, Csv = l => l.Registered.InFile() },
        new("scans", words["Lots.Scans"], l => l.Scans.Counted()) { Look = ColumnLook.Number, Csv = l => l.Scans.InFile() },
        new("signals", words["Lots.Signals"], l => l.Signals.Counted()) { Look = ColumnLook.Number, Csv = l => l.Signals.InFile() },
        new("produced_from", words["Lots.From"], l => l.ProducedFrom?.Short()) { Look = ColumnLook.Time, Csv = l => InFile(l.ProducedFrom) },
        new("produced_to", words["Lots.To"], l => l.ProducedTo?.Short()) { Look = ColumnLook.Time, IsUsual = false, Csv = l => InFile(l.ProducedTo) },
    ];

    public override IReadOnlyList<ListFilter> Filters => [new("gtin", words["Product"]) { Options = [.. models.Select(m => (m.Key, m.Value))] }, new("lot", words["Lot"]) { IsCode = true }];

    static string? InFile(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    // lots are mostly numbered by time: the newest stands first
    public override IReadOnlyList<ListOrder<Lot>> Orders =>
    [
        new("-lot", 2, q => q.OrderByDescending(l => l.Name).ThenByDescending(l => l.Gtin), (q, m) => Before(q, m[0], m[1]), l => [l.Name, l.Gtin]),
        new("lot", 2, q => q.OrderBy(l => l.Name).ThenBy(l => l.Gtin), (q, m) => Behind(q, m[0], m[1]), l => [l.Name, l.Gtin]),
    ];

    static IQueryable<Lot> Behind(IQueryable<Lot> lots, string name, string gtin) => lots.Where(l => string.Compare(l.Name, name) > 0 || (l.Name == name && string.Compare(l.Gtin, gtin) > 0));
    static IQueryable<Lot> Before(IQueryable<Lot> lots, string name, string gtin) => lots.Where(l => string.Compare(l.Name, name) < 0 || (l.Name == name && string.Compare(l.Gtin, gtin) < 0));

    public override string Say(int count) => words[count == 1 ? "Lots.One" : "Lots.Many", count.Counted()];
    public override string Opens(Lot row) => OpenLot.AddressOf(row.Gtin, row.Name);
    public override string KeyOf(Lot row) => $"{row.Gtin}/{row.Name}";
    public override string NameOf(Lot row) => row.Name;
    public override async Task Prepare(CancellationToken ct) => models = await db.Set<Model>().AsNoTracking().OrderBy(m => m.Name).ToDictionaryAsync(m => m.Gtin, m => m.Name, ct);

    public override IQueryable<Lot> Matching(ListQuery asked)
    {
        var lots = db.Set<Lot>().AsNoTracking();
        if (Gs1.Gtin.TryParse(asked["gtin"], out var right) && right.Value is { } gtin) lots = lots.Where(l => l.Gtin == gtin);
        if (asked["lot"] is { } start)
        {
            var end = start[..^1] + (char)(start[^1] + 1);
            lots = lots.Where(l => string.Compare(l.Name, start) >= 0 && string.Compare(l.Name, end) < 0);
        }
        return lots;
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (key.Split('/', 2) is not [var gtin, var name] || await db.Set<Lot>().AsNoTracking().SingleOrDefaultAsync(l => l.Gtin == gtin && l.Name == name, ct) is not { } lot) return null;
        var model = await db.Set<Model>().AsNoTracking().SingleOrDefaultAsync(m => m.Gtin == gtin, ct);
        return new(lot.Name) { IsCode = true, Page = Opens(lot), Picture = model?.ImageUrl, Facts = [new(words["Product"], model?.Name) { Href = "/admin/products/" + gtin }, .. Figures(lot, words).Select(f => new GlanceFact(f.Name, f.Value) { Href = f.Href })] };
    }

    /// <summary>What is known of a lot, and where one sees which units that is.</summary>
    internal static IEnumerable<(string Name, string Value, string? Href)> Figures(Lot lot, IStringLocalizer words) =>
    [
        (words["Lots.Units"], lot.Units.Counted(), OpenLot.UnitsOf(lot.Gtin, lot.Name)), (words["Lots.Shipped"], lot.Shipped.Counted(), null), (words["Lots.Registered"], lot.Registered.Counted(), null),
        (words["Lots.Scans"], lot.Scans.Counted(), null), (words["Lots.Signals"], lot.Signals.Counted(), null),
        (words["ProducedOn"], lot.ProducedFrom == lot.ProducedTo ? lot.ProducedFrom?.Long() ?? "–" : $"{lot.ProducedFrom?.Long()} – {lot.ProducedTo?.Long()}", null),
    ];
}
