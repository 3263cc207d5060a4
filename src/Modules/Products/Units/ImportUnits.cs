using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products.Codes;
using Nameplate.Products.Models;

namespace Nameplate.Products.Units;

internal sealed class ImportUnits(AppDb db, CurrentBrand brand, TimeProvider clock) : IImport
{
    public static string Kind => "units";
    public static ImportColumns Columns => new(["gtin", "serial"], ["lot", "produced_on", "shipped_on", "market", "firmware", "status"]);

    readonly HashSet<string> models = new(StringComparer.Ordinal);

    sealed record Line(string Gtin, string Serial, string? Lot, DateOnly? ProducedOn, DateTimeOffset? ShippedOn, string? Market, string? Firmware, UnitStatus? Status)
    {
        public UnitKey Key => new(Gtin, Serial);

        public void Put(Unit unit)
        {
            (unit.Lot, unit.ProducedOn, unit.ShippedOn, unit.Market, unit.Firmware) = (Lot, ProducedOn, ShippedOn, Market, Firmware);
            unit.Status = Status ?? unit.Status;
        }
    }

    public static object Read(ImportRow r) => new Line(r.Gtin(), r.Serial(), r.OptionalText("lot", 20), r.OptionalDate("produced_on"), r.OptionalTime("shipped_on"), r.OptionalCountry("market"), r.OptionalText("firmware", 60), r.OptionalChoice<UnitStatus>("status"));

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var read = batch.Lines<Line>();
        await LookUpModels(read.Select(x => x.Line.Gtin), ct);
        var known = (await db.Dialect.Among<Unit>(db, ["gtin", "serial"], [.. read.Select(x => x.Line.Key).Distinct().Select(k => (object[])[k.Gtin, k.Serial])]).ToListAsync(ct)).ToDictionary(u => new UnitKey(u.Gtin, u.Serial));
        var labels = await ByLabel([.. read.Select(x => x.Line.Key).Where(k => !known.ContainsKey(k)).Distinct()], known, ct);
        List<UnitRecorded> recorded = new(read.Count);
        var now = clock.GetUtcNow();
        foreach (var (row, line) in read)
        {
            if (!models.Contains(line.Gtin)) row.Refuse("gtin", $"no product has the GTIN {line.Gtin}", "import its product first");
            else if (labels.Contains(line.Key)) row.Refuse("serial", $"{line.Serial} is the code of a label that is on no unit yet", "bind the label to its unit first");
            else if (!known.TryGetValue(line.Key, out var unit))
            {
                unit = new Unit { BrandId = brand.Id, Gtin = line.Gtin, Serial = line.Serial, Status = line.ShippedOn is null ? UnitStatus.Minted : UnitStatus.Shipped, CreatedAt = now };
                line.Put(unit);
                db.Append(known[line.Key] = unit);
                row.Added();
                recorded.Add(unit.Recorded);
            }
            else if (line.Status is { } to && !UnitMoves.Allows(unit.Status, to)) row.Refuse("status", $"a unit that is {Snake.Of(unit.Status)} does not become {Snake.Of(to)}", UnitMoves.From(unit.Status) is { Count: > 0 } next ? $"it may become {string.Join(", ", next.Select(Snake.Of))}; a mistake is put right on its page" : "a mistake is put right on its page");
            else
            {
                var (before, was) = (unit.Recorded, unit.Shown);
                line.Put(unit);
                if (unit.Shown != was) row.Changed();
                if (unit.Recorded != before) recorded.Add(unit.Recorded);
                if (UnitStep.Between(unit, before.Status, now) is { } step) db.Append(step);
            }
        }
        db.AnnounceMany(recorded, some => new UnitsRecorded(some), now);
    }

    /// <summary>Units that are named by another label of theirs. What is left are labels on no unit.</summary>
    async Task<HashSet<UnitKey>> ByLabel(List<UnitKey> keys, Dictionary<UnitKey, Unit> known, CancellationToken ct)
    {
        if (keys.Count == 0) return [];
        var labels = await db.Dialect.Among<LabelCode>(db, ["gtin", "serial"], [.. keys.Select(k => (object[])[k.Gtin, k.Serial])]).AsNoTracking().ToListAsync(ct);
        if (labels.Count == 0) return [];
        Guid[] ids = [.. labels.Select(l => l.UnitId).OfType<Guid>()];
        var units = await db.Set<Unit>().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, ct);
        foreach (var label in labels.Where(l => l.UnitId is not null)) known[label.Key] = units[label.UnitId!.Value];
        return [.. labels.Where(l => l.UnitId is null).Select(l => l.Key)];
    }

    /// <summary>Models are few and their rows many: each is looked up until it is found.</summary>
    async Task LookUpModels(IEnumerable<string> gtins, CancellationToken ct)
    {
        string[] asked = [.. gtins.Distinct().Except(models)];
        if (asked.Length > 0) models.UnionWith(await db.Set<Model>().Where(m => asked.Contains(m.Gtin)).Select(m => m.Gtin).ToListAsync(ct));
    }
}
