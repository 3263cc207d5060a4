using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Resolver.Scans;

internal sealed class ImportScans(AppDb db, CurrentBrand brand, IProducts products) : IImport
{
    public static string Kind => "scans";
    public static ImportColumns Columns => new(["gtin", "serial", "scanned_at"], ["placement", "country", "device"]);

    sealed record Line(UnitKey Unit, DateTimeOffset At, Said Said);
    sealed record Said(Placement? Placement, string? Country, ScanDevice? Device);

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var read = batch.Good
            .Select(r => (Row: r, Line: new Line(new(r.Gtin(), r.Serial()), r.Time("scanned_at"), new(r.OptionalChoice<Placement>("placement"), r.OptionalCountry(), r.OptionalChoice<ScanDevice>("device")))))
            .Where(x => !x.Row.IsRefused).ToList();
        if (read.Count == 0) return;
        var units = await products.Units([.. read.Select(x => x.Line.Unit).Distinct()], ct);
        var known = await Known([.. read.Select(x => x.Line)], ct);
        foreach (var (row, line) in read)
        {
            if (!units.TryGetValue(line.Unit, out var unit)) row.Refuse("serial", $"no unit {line.Unit.Gtin} {line.Unit.Serial} is on record", "import the unit first");
            else if (known.TryGetValue((line.Unit, line.At), out var said))
            {
                if (said.Placement != line.Said.Placement) row.AlreadyRecorded("placement");
                else if (said.Country != line.Said.Country) row.AlreadyRecorded("country");
                else if (said.Device != line.Said.Device) row.AlreadyRecorded("device");
            }
            else
            {
                known[(line.Unit, line.At)] = line.Said;
                db.Add(new Scan
                {
                    BrandId = brand.Id, UnitId = unit.Id, Gtin = unit.Gtin, Serial = unit.Serial, Lot = unit.Lot, At = line.At,
                    Placement = line.Said.Placement, Country = line.Said.Country, Device = line.Said.Device,
                });
                row.Added();
            }
        }
    }

    /// <summary>Scans of these units at these times: those the read model holds, and before them those of the log it has not come to.</summary>
    async Task<Dictionary<(UnitKey, DateTimeOffset), Said>> Known(List<Line> lines, CancellationToken ct)
    {
        string[] gtins = [.. lines.Select(l => l.Unit.Gtin).Distinct()], serials = [.. lines.Select(l => l.Unit.Serial).Distinct()];
        var (from, to) = (lines.Min(l => l.At), lines.Max(l => l.At));
        var at = await db.Set<EventCursor>().AsNoTracking().SingleAsync(c => c.Subscriber == ScanUnits.Name, ct);
        var behind = db.Dialect.IsSqlite ? db.Set<Scan>().Where(s => s.Position > at.Position)
            : db.Set<Scan>().Where(s => s.Tx > at.Tx || (s.Tx == at.Tx && s.Position > at.Position));
        var late = await behind.AsNoTracking().Where(s => gtins.Contains(s.Gtin) && s.Serial != null && serials.Contains(s.Serial) && s.At >= from && s.At <= to).ToListAsync(ct);
        var indexed = await db.Set<UnitScan>().AsNoTracking().Where(s => gtins.Contains(s.Gtin) && serials.Contains(s.Serial) && s.At >= from && s.At <= to).ToListAsync(ct);

        Dictionary<(UnitKey, DateTimeOffset), Said> known = [];
        foreach (var s in late) known[(new(s.Gtin, s.Serial!), s.At)] = new(s.Placement, s.Country, s.Device);
        foreach (var s in indexed) known[(new(s.Gtin, s.Serial), s.At)] = new(s.Placement, s.Country, s.Device);
        return known;
    }
}
