using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products.Models;

namespace Nameplate.Products.Units;

/// <summary>The console's list of units.</summary>
internal sealed class UnitList(AppDb db, IEnumerable<IHistory> histories, Rights rights, UnitMoves moves, IStringLocalizer<Texts> words) : ConsoleList<Unit>
{
    Dictionary<string, string> models = [];

    public override string Key => "units";

    public override IReadOnlyList<ListColumn<Unit>> Columns =>
    [
        new("serial", words["Serial"], u => u.Serial) { Look = ColumnLook.Code, IsName = true, Order = "serial", Csv = u => u.Serial },
        new("product", words["Product"], u => models.GetValueOrDefault(u.Gtin, u.Gtin)),
        new("gtin", words["Gtin"], u => u.Gtin) { Look = ColumnLook.Code, IsUsual = false, Csv = u => u.Gtin },
        new("status", words["State"], u => words["Status." + Snake.Case(u.Status.ToString())]) { Look = ColumnLook.State, Tone = u => UnitPage.Tone(u.Status), Csv = u => Snake.Case(u.Status.ToString()) },
        new("lot", words["Lot"], u => u.Lot) { Csv = u => u.Lot },
        new("produced_on", words["ProducedOn"], u => u.ProducedOn?.Short()) { Look = ColumnLook.Time, Csv = u => u.ProducedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        new("shipped_on", words["ShippedOn"], u => u.ShippedOn?.Short()) { Look = ColumnLook.Time, Csv = u => u.ShippedOn?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) },
        new("market", words["Market"], u => Countries.NameOf(u.Market)) { Csv = u => u.Market },
        new("firmware", words["Firmware"], u => u.Firmware) { IsUsual = false, Csv = u => u.Firmware },
        new("recorded", words["RecordedAt"], u => u.CreatedAt.Short()) { IsUsual = false, Order = "recorded" },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("serial", words["Units.SerialFrom"]) { IsCode = true },
        new("gtin", words["Product"]) { Options = [.. models.Select(m => (m.Key, m.Value))] },
        new("status", words["State"]) { Options = [.. Snake.All<UnitStatus>().Select(s => (s, words["Status." + s].Value))] },
        new("lot", words["Lot"]) { IsCode = true },
        new("mint", words["Units.Mint"]) { IsHidden = true },
    ];

    public override IReadOnlyList<ListOrder<Unit>> Orders =>
    [
        new("serial", 2, q => q.OrderBy(u => u.Serial).ThenBy(u => u.Gtin), (q, m) => Behind(q, m[0], m[1]), u => [u.Serial, u.Gtin]),
        new("-serial", 2, q => q.OrderByDescending(u => u.Serial).ThenByDescending(u => u.Gtin), (q, m) => Before(q, m[0], m[1]), u => [u.Serial, u.Gtin]),
        new("-recorded", 1, q => q.OrderByDescending(u => u.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(u => u.Id < id) : q, u => [u.Id.ToString()]),
    ];

    static IQueryable<Unit> Behind(IQueryable<Unit> units, string serial, string gtin) => units.Where(u => string.Compare(u.Serial, serial) > 0 || (u.Serial == serial && string.Compare(u.Gtin, gtin) > 0));
    static IQueryable<Unit> Before(IQueryable<Unit> units, string serial, string gtin) => units.Where(u => string.Compare(u.Serial, serial) < 0 || (u.Serial == serial && string.Compare(u.Gtin, gtin) < 0));

    public override string Say(int count) => count == 1 ? words["Units.One"] : words["Units.Many", count.ToString("N0", CultureInfo.CurrentCulture)];
    public override string Opens(Unit row) => UnitPage.AddressOf(new(row.Gtin, row.Serial));
    public override string KeyOf(Unit row) => row.Id.ToString();
    public override string NameOf(Unit row) => row.Serial;

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, ct) is not { } unit) return null;
        var model = await db.Set<Model>().AsNoTracking().SingleOrDefaultAsync(m => m.Gtin == unit.Gtin, ct);
        var life = await ShowUnit.LifeOf(unit.Shown, histories, ct);
        var status = Snake.Case(unit.Status.ToString());
        return new(unit.Shown.Key.Spaced)
        {
            IsCode = true, Page = Opens(unit), Picture = model?.ImageUrl, State = words["Status." + status], Tone = UnitPage.Tone(unit.Status),
            Facts =
            [
                new(words["Product"], model?.Name) { Href = "/admin/products/" + unit.Gtin }, new(words["Lot"], unit.Lot) { Href = "/admin/units?lot=" + Uri.EscapeDataString(unit.Lot ?? "") }, new(words["ProducedOn"], unit.ProducedOn?.Long()), new(words["ShippedOn"], unit.ShippedOn?.Long()),
                new(words["Market"], Countries.NameOf(unit.Market)), new(words["Firmware"], unit.Firmware), new(words["Unit.OwnersPage"], words["Open"]) { Href = unit.Shown.Code.Page },
            ],
            Parts = [new(words["Unit.Life"], [.. life.Take(6).Select(e => new GlanceLine(e.Text, e.At.Long()))])],
            Steps = rights.May("products.units.write") && UnitMoves.From(unit.Status).Any(moves.May) ? [GlanceStep.Of(words["Bulk.units.status"], "units.status", key, new BulkField("value", words["State"]) { Options = [.. UnitMoves.From(unit.Status).Where(moves.May).Select(s => (Snake.Of(s), words["Status." + Snake.Of(s)].Value))] })] : [],
        };
    }

    public override async Task Prepare(CancellationToken ct) =>
        models = await db.Set<Model>().AsNoTracking().OrderBy(m => m.Name).Select(m => new { m.Gtin, m.Name }).ToDictionaryAsync(m => m.Gtin, m => m.Name, ct);

    public override IQueryable<Unit> Matching(ListQuery asked)
    {
        var units = db.Set<Unit>().AsNoTracking();
        if (Gs1.Gtin.TryParse(asked["gtin"], out var right) && right.Value is { } gtin) units = units.Where(u => u.Gtin == gtin);
        if (Snake.TryEnum<UnitStatus>(asked["status"] ?? "", out var status)) units = units.Where(u => u.Status == status);
        if (asked["lot"] is { } lot) units = units.Where(u => u.Lot == lot);
        if (Guid.TryParse(asked["mint"], out var mint)) units = units.Where(u => u.MintId == mint);
        if (asked["serial"] is { } serial) units = units.From(serial);
        return units;
    }
}
