using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Commerce.Orders;

/// <summary>Orders that count, a line a row. One that was cancelled would come back as if it had been delivered.</summary>
internal sealed class ExportOrders(AppDb db, IProducts products) : IExport
{
    public static string Kind => ImportOrders.Kind;
    public static ImportColumns Columns => ImportOrders.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<OrderLine>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var orders in InPieces<Order>(last => db.Set<Order>().Where(o => last == null || string.Compare(o.OrderRef, last.OrderRef) > 0).OrderBy(o => o.OrderRef), 2_000, ct))
        {
            var lines = (await db.Dialect.Among<OrderLine>(db, ["order_id"], [.. orders.Select(o => (object[])[o.Id])]).AsNoTracking().ToListAsync(ct)).ToLookup(l => l.OrderId);
            var units = await products.Units([.. orders.SelectMany(o => lines[o.Id]).Select(l => l.UnitId).OfType<Guid>().Distinct()], ct);
            foreach (var o in orders.Where(o => o.State != OrderState.Cancelled))
                foreach (var l in lines[o.Id].OrderBy(l => l.Line))
                {
                    var unit = l.UnitId is { } id ? units.GetValueOrDefault(id) : null;
                    yield return [o.OrderRef, Value(l.Line), Value(o.PlacedAt), Value(o.Channel), l.Sku, Value(l.Kind), Value(l.Quantity), Value(l.UnitPrice), l.Currency, o.Email, unit?.Gtin, unit?.Serial, o.Country];
                }
        }
    }
}
