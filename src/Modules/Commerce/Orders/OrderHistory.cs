using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Commerce.Orders;

/// <summary>What was ordered for a unit, never by whom.</summary>
internal sealed class OrderHistory(AppDb db, IStringLocalizer<Texts> words) : IHistory
{
    public async Task<IReadOnlyList<HistoryEntry>> Of(ProductUnit unit, CancellationToken ct)
    {
        var lines = await (
            from l in db.Set<OrderLine>().AsNoTracking()
            where l.UnitId == unit.Id
            join o in db.Set<Order>() on l.OrderId equals o.Id
            where o.State != OrderState.Cancelled
            select new { o.PlacedAt, o.OrderRef, l.Quantity, l.Name, l.Sku }).ToListAsync(ct);
        return [.. lines.Select(l => new HistoryEntry(l.PlacedAt, "ordered", words["History.Ordered", l.Quantity, l.Name ?? l.Sku]) { Topic = HistoryTopic.Orders, Detail = l.OrderRef, Href = "/admin/orders/" + Uri.EscapeDataString(l.OrderRef) })];
    }
}
