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
            foreach (var s in (await db.Dialect.Among<UnitScan>(db, ["gtin", "serial"], [.. units.Select(u => (object[])[u.Gtin, u.Serial])]).AsNoTracking().ToListAsync(ct))
                .OrderBy(s => s.Gtin, StringComparer.Ordinal).ThenBy(s => s.Serial, StringComparer.Ordinal).ThenBy(s => s.At).ThenBy(s => s.Position))
                yield return [s.Gtin, s.Serial, Value(s.At), Value(s.Placement), s.Country, Value(s.Device), s.Region];
    }
}
