using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products.Models;

namespace Nameplate.Products.Units;

internal sealed class ImportUnits(AppDb db, CurrentBrand brand, TimeProvider clock) : IImport
{
    public static string Kind => "units";
    public static ImportColumns Columns => new(["gtin", "serial"], ["lot", "produced_on", "shipped_on", "market", "firmware", "status"]);

    sealed record Line(string Gtin, string Serial, string? Lot, DateOnly? ProducedOn, DateTimeOffset? ShippedOn, string? Market, string? Firmware, UnitStatus? Status);

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var read = batch.Rows.Where(r => !r.IsRefused)
            .Select(r => (Row: r, Line: new Line(r.Gtin(), r.Serial(), r.OptionalText("lot", 20), r.OptionalDate("produced_on"), r.OptionalTime("shipped_on"), r.OptionalCountry("market"), r.OptionalText("firmware", 60), r.OptionalChoice<UnitStatus>("status"))))
            .Where(x => !x.Row.IsRefused).ToList();
        string[] gtins = [.. read.Select(x => x.Line.Gtin).Distinct()], serials = [.. read.Select(x => x.Line.Serial).Distinct()];
        var models = await db.Set<Model>().Where(m => gtins.Contains(m.Gtin)).Select(m => m.Gtin).ToListAsync(ct);
        var known = (await db.Set<Unit>().Where(u => gtins.Contains(u.Gtin) && serials.Contains(u.Serial)).ToListAsync(ct)).ToDictionary(u => new UnitKey(u.Gtin, u.Serial));
        List<UnitRecorded> recorded = [];
        foreach (var (row, line) in read)
        {
            if (!models.Contains(line.Gtin)) { row.Refuse("gtin", $"no product has the GTIN {line.Gtin}", "import its product first"); continue; }
            if (!known.TryGetValue(new(line.Gtin, line.Serial), out var unit))
            {
                db.Add(known[new(line.Gtin, line.Serial)] = unit = new Unit { BrandId = brand.Id, Gtin = line.Gtin, Serial = line.Serial, CreatedAt = clock.GetUtcNow() });
                unit.Status = line.ShippedOn is null ? UnitStatus.Minted : UnitStatus.Shipped;
                row.Added();
            }
            var before = unit.Recorded;
            var was = unit.Shown;
            (unit.Lot, unit.ProducedOn, unit.ShippedOn, unit.Market, unit.Firmware) = (line.Lot, line.ProducedOn, line.ShippedOn, line.Market, line.Firmware);
            unit.Status = line.Status ?? unit.Status;
            if (row.Outcome == RowOutcome.Unchanged && unit.Shown != was) row.Changed();
            if (row.Outcome == RowOutcome.Added || unit.Recorded != before) recorded.Add(unit.Recorded);
        }
        if (recorded.Count > 0) db.Announce(new UnitsRecorded(recorded), clock.GetUtcNow());
    }
}
