using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Products.Units;

internal sealed class ExportUnits(AppDb db, IProducts products) : IExport
{
    public static string Kind => ImportUnits.Kind;
    public static ImportColumns Columns => ImportUnits.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<Unit>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var piece in products.AllUnits(5_000, ct))
            foreach (var u in piece) yield return [u.Gtin, u.Serial, u.Lot, Value(u.ProducedOn), Value(u.ShippedOn), u.Market, u.Firmware, Value(u.Status)];
    }
}
