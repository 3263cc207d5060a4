using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Commerce.Fitment;

internal sealed class ExportFitment(AppDb db) : IExport
{
    public static string Kind => ImportFitment.Kind;
    public static ImportColumns Columns => ImportFitment.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<FitmentRow>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var rows in InPieces<FitmentRow>(last => db.Set<FitmentRow>().FromSql($"select * from commerce_fitment where (gtin, sku, conditions) > ({last?.Gtin ?? ""}, {last?.Sku ?? ""}, {last?.Conditions ?? ""})")
            .OrderBy(f => f.Gtin).ThenBy(f => f.Sku).ThenBy(f => f.Conditions), 2_000, ct))
            foreach (var f in rows)
                yield return [f.Sku, f.Gtin, f.SerialFrom, f.SerialTo, f.Lot, Value(f.ProducedFrom), Value(f.ProducedTo), f.FirmwareFrom, f.FirmwareTo, f.Position];
    }
}
