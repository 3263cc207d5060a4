using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Commerce.Parts;

internal sealed class ExportParts(AppDb db) : IExport
{
    public static string Kind => ImportParts.Kind;
    public static ImportColumns Columns => ImportParts.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<Part>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var parts in InPieces<Part>(last => db.Set<Part>().Where(p => last == null || string.Compare(p.Sku, last.Sku) > 0).OrderBy(p => p.Sku), 2_000, ct))
        {
            var stocks = await db.Dialect.Among<Stock>(db, ["sku"], [.. parts.Select(p => (object[])[p.Sku])]).AsNoTracking().ToDictionaryAsync(s => s.Sku, s => s.OnHand, ct);
            foreach (var p in parts)
                yield return
                [
                    p.Sku, p.Name, Value(p.Kind), Value(p.Price), p.Currency, stocks.TryGetValue(p.Sku, out var onHand) ? Value(onHand) : null, Value(p.WeightG), Value(p.ReplaceEveryDays),
                    Value(p.AvailableUntil), Value(p.MaxDeliveryDays), p.ImageUrl,
                ];
        }
    }
}
