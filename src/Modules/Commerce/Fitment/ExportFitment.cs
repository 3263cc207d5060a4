using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Commerce.Fitment;

internal sealed class ExportFitment(AppDb db, IProducts products) : IExport
{
    public static string Kind => ImportFitment.Kind;
    public static ImportColumns Columns => ImportFitment.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<FitmentRow>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var gtin in (await products.Models(ct)).Select(m => m.Gtin).Order(StringComparer.Ordinal))
            await foreach (var f in db.Set<FitmentRow>().AsNoTracking().Where(f => f.Gtin == gtin).OrderBy(f => f.Sku).ThenBy(f => f.Conditions).AsAsyncEnumerable().WithCancellation(ct))
                yield return [f.Sku, f.Gtin, f.SerialFrom, f.SerialTo, f.Lot, Value(f.ProducedFrom), Value(f.ProducedTo), f.FirmwareFrom, f.FirmwareTo, f.Position];
    }
}
