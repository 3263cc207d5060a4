using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Resolver.Scans;

internal sealed class ImportScans(AppDb db, CurrentBrand brand, IProducts products, EventPump pump) : IImport
{
    readonly Lately<(UnitKey, DateTimeOffset), Said> lately = new();
    bool caughtUp;

    public static string Kind => "scans";
    public static ImportColumns Columns => new(["gtin", "serial", "scanned_at"], ["placement", "country", "device", "region"]);

    sealed record Line(UnitKey Unit, DateTimeOffset At, Said Said);
    sealed record Said(Placement? Placement, string? Country, ScanDevice? Device, string? Region);

    public static object Read(ImportRow r) => new Line(new(r.Gtin(), r.Serial()), r.Time("scanned_at"), new(r.OptionalChoice<Placement>("placement"), r.OptionalCountry(), r.OptionalChoice<ScanDevice>("device"), r.OptionalText("region", 60)));

    sealed record OnRecord(IReadOnlyDictionary<UnitKey, ProductUnit> Units, Dictionary<(UnitKey, DateTimeOffset), Said> Scans);

    public async Task Find(ImportBatch batch, CancellationToken ct)
    {
        if (!caughtUp) await pump.CatchUp(ScanUnits.Name, ct);      // from here on a scan that a file brings is on record or of this import
        caughtUp = true;
        List<Line> lines = batch.Lines<Line>().ConvertAll(x => x.Line);
        var units = await products.Units([.. lines.Select(l => l.Unit).Distinct()], ct);
        batch.Keep(new OnRecord(units, await Known(lines, units, ct)));
    }

    public Task Take(ImportBatch batch, CancellationToken ct)
    {
        var (units, known) = batch.Found<OnRecord>();
        lately.Begin(batch);
        var added = 0;
        foreach (var (row, line) in batch.Lines<Line>())
        {
            if (!units.TryGetValue(line.Unit, out var unit))
            {
                row.Refuse("serial", $"no unit {line.Unit.Gtin} {line.Unit.Serial} is on record", "import the unit first");
                continue;
            }
            var key = (unit.Key, line.At);
            if ((lately.Now(key) ?? lately.Before(key) ?? known.GetValueOrDefault(key)) is { } said)
            {
                if (said.Placement != line.Said.Placement) row.AlreadyRecorded("placement");
                else if (said.Country != line.Said.Country) row.AlreadyRecorded("country");
                else if (said.Device != line.Said.Device) row.AlreadyRecorded("device");
                else if (said.Region != line.Said.Region) row.AlreadyRecorded("region");
            }
            else
            {
                lately.Put(key, line.Said);
                added++;
                db.Append(new Scan
                {
                    BrandId = brand.Id, UnitId = unit.Id, Gtin = unit.Gtin, Serial = unit.Serial, Lot = unit.Lot, At = line.At,
                    Placement = line.Said.Placement, Country = line.Said.Country, Device = line.Said.Device, Region = line.Said.Region,
                });
                row.Added();
            }
        }
        if (added > 0) batch.Afterwards(stop => ScanUnits.Copy(db, added, stop));
        return Task.CompletedTask;
    }

    /// <summary>Scans of these units at these times, by whichever label.</summary>
    async Task<Dictionary<(UnitKey, DateTimeOffset), Said>> Known(List<Line> lines, IReadOnlyDictionary<UnitKey, ProductUnit> found, CancellationToken ct)
    {
        if (lines.Count == 0) return [];
        var (from, to) = (lines.Min(l => l.At), lines.Max(l => l.At));
        var units = found.Values.DistinctBy(u => u.Id).ToList();
        var labels = await products.Labels([.. units.Select(u => u.Id)], ct);
        var own = units.SelectMany(u => labels[u.Id].Prepend(u.Serial).Distinct().Select(s => (Code: new UnitKey(u.Gtin, s), u.Key))).ToDictionary(x => x.Code, x => x.Key);
        Dictionary<(UnitKey, DateTimeOffset), Said> known = new(lines.Count);
        foreach (var s in await db.Dialect.Among<UnitScan>(db, ["gtin", "serial"], [.. own.Keys.Select(k => (object[])[k.Gtin, k.Serial])]).AsNoTracking().Where(s => s.At >= from && s.At <= to).ToListAsync(ct)) known[(own[new(s.Gtin, s.Serial)], s.At)] = new(s.Placement, s.Country, s.Device, s.Region);
        return known;
    }
}
