using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Resolver.Scans;

/// <summary>The scans of units on record, as far as the log is followed.</summary>
internal sealed class ExportScans(AppDb db, IProducts products) : IExport
{
    public static string Kind => ImportScans.Kind;
    public static ImportColumns Columns => ImportScans.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<UnitScan>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var units in products.AllUnits(1_000, ct))
        {
            var labels = await products.Labels([.. units.Select(u => u.Id)], ct);
            var own = units.SelectMany(u => labels[u.Id].Prepend(u.Serial).Distinct().Select(s => (Code: new UnitKey(u.Gtin, s), Unit: u.Serial))).ToDictionary(x => x.Code, x => x.Unit);      // by whichever label: it is the unit's
            foreach (var (serial, s) in (await db.Dialect.Among<UnitScan>(db, ["gtin", "serial"], [.. own.Keys.Select(k => (object[])[k.Gtin, k.Serial])]).AsNoTracking().ToListAsync(ct))
                .Select(s => (Serial: own[new(s.Gtin, s.Serial)], Scan: s)).OrderBy(x => x.Scan.Gtin, StringComparer.Ordinal).ThenBy(x => x.Serial, StringComparer.Ordinal).ThenBy(x => x.Scan.At).ThenBy(x => x.Scan.Position))
                yield return [s.Gtin, serial, Value(s.At), Value(s.Placement), s.Country, Value(s.Device), s.Region];
        }
    }
}
