using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Orders;

internal static class ShowOrders
{
    /// <summary>An order.</summary>
    /// <param name="Status"><c>placed</c>, <c>paid</c>, <c>shipped</c>, <c>cancelled</c>; <c>recorded</c> for history from elsewhere.</param>
    /// <param name="Tax">Included in the total.</param>
    /// <param name="Page">Where the customer follows it: whoever has the address sees the order.</param>
    internal sealed record Item(string OrderRef, OrderState Status, OrderChannel Channel, DateTimeOffset OrderedAt, string? Email, string? Country, IReadOnlyList<Line> Lines, decimal Goods, decimal Delivery, decimal Tax, decimal TaxPercent, decimal Total,
        string Currency, DateTimeOffset? PaidAt, DateTimeOffset? ShippedAt, DateTimeOffset? CancelledAt, DateTimeOffset? WithdrawnAt, string? Shipment, string? Page)
    {
        public static Item Of(Order o, Links links) => new(o.OrderRef, o.State, o.Channel, o.PlacedAt, o.Email, o.Country, [.. o.Lines.OrderBy(l => l.Line).Select(l => new Line(l.Line, l.Sku, l.Name, l.Kind, l.Quantity, l.UnitPrice, l.Currency))],
            o.Goods, o.Delivery, o.Tax, o.TaxPercent, o.Total, o.Currency, o.PaidAt, o.ShippedAt, o.CancelledAt, o.WithdrawnAt, o.Shipment, o.TrackToken is null ? null : links.To("/track/" + o.TrackToken));
    }
    internal sealed record Line(int Number, string Sku, string? Name, LineKind Kind, int Quantity, decimal UnitPrice, string Currency);

    internal sealed record Filter(OrderState? State, string? Search);

    internal static IQueryable<Order> Matching(AppDb db, Filter filter)
    {
        var orders = db.Set<Order>().AsNoTracking();
        if (filter.State is { } state) orders = orders.Where(o => o.State == state);
        if (filter.Search?.Trim() is { Length: > 0 } text)
            orders = orders.Where(o => o.OrderRef == text.ToUpperInvariant() || o.OrderRef == text || o.Email == text || o.Lines.Any(l => l.Sku == text));
        return orders;
    }

    /// <summary>Orders, newest first, with their lines: one page in two queries.</summary>
    internal static async Task<(List<Order> Orders, string? Next)> Page(AppDb db, Filter filter, string? after, int limit, CancellationToken ct)
    {
        var orders = Matching(db, filter);
        if (TryMark(after, out var at, out var reference) && reference is not null)
        {
            orders = orders.Where(o => o.PlacedAt < at || (o.PlacedAt == at && string.Compare(o.OrderRef, reference) < 0));
        }
        var page = await orders.OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.OrderRef).Take(limit + 1).Include(o => o.Lines).AsSplitQuery().ToListAsync(ct);
        var (shown, next) = Paging.Page(page, limit, o => o, o => PageMark.Of(o.PlacedAt.ToString("O", CultureInfo.InvariantCulture), o.OrderRef));
        return ([.. shown], next);
    }

    static bool TryMark(string? after, out DateTimeOffset at, out string? reference)
    {
        (at, reference) = (default, null);
        if (!PageMark.TryRead(after, 2, out var mark)) return false;
        if (mark is not null && !DateTimeOffset.TryParseExact(mark[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out at)) return false;
        reference = mark?[1];
        return true;
    }

    internal static Task<Order?> Find(AppDb db, string orderRef, CancellationToken ct) => db.Set<Order>().Include(o => o.Lines.OrderBy(l => l.Line)).SingleOrDefaultAsync(o => o.OrderRef == orderRef, ct);

    /// <summary>Lists orders, newest first.</summary>
    /// <param name="status">Only those in this state.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/orders?status=placed&amp;limit=50
    /// 200
    /// {"items": [
    /// {"orderRef": "A-7Q4MKX2P", "status": "placed", "channel": "direct", "orderedAt": "2026-07-28T09:30:00Z", "email": "ada@example.com", "country": "DE",
    ///  "lines": [{"number": 1, "sku": "FLT-1", "name": "Water filter", "kind": "consumable", "quantity": 2, "unitPrice": 12.9, "currency": "EUR"}],
    ///  "goods": 25.8, "delivery": 4.9, "tax": 4.9, "taxPercent": 19, "total": 30.7, "currency": "EUR", "paidAt": null, "shippedAt": null, "cancelledAt": null, "withdrawnAt": null, "shipment": null, "page": "https://id.example.com/track/…"}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(AppDb db, Links links, CancellationToken ct, string? status = null, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, TryMark(after, out _, out _)) is { } wrong) return wrong;
        if (status is not null && !Snake.TryEnum<OrderState>(status, out _)) return Problems.Field("status", "Use one of " + string.Join(", ", Snake.All<OrderState>()) + ".");
        var (orders, next) = await Page(db, new(status is null ? null : Snake.Enum<OrderState>(status), null), after, limit, ct);
        return TypedResults.Ok(new Paged<Item>([.. orders.Select(o => Item.Of(o, links))], next));
    }

    /// <summary>Shows an order.</summary>
    /// <example>
    /// GET /api/v1/orders/A-7Q4MKX2P
    /// 200
    /// {"orderRef": "A-7Q4MKX2P", "status": "placed", "channel": "direct", "orderedAt": "2026-07-28T09:30:00Z", "email": "ada@example.com", "country": "DE",
    ///  "lines": [{"number": 1, "sku": "FLT-1", "name": "Water filter", "kind": "consumable", "quantity": 2, "unitPrice": 12.9, "currency": "EUR"}],
    ///  "goods": 25.8, "delivery": 4.9, "tax": 4.9, "taxPercent": 19, "total": 30.7, "currency": "EUR", "paidAt": null, "shippedAt": null, "cancelledAt": null, "withdrawnAt": null, "shipment": null, "page": "https://id.example.com/track/…"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> One(string orderRef, AppDb db, Links links, CancellationToken ct) =>
        await Find(db, orderRef, ct) is { } order ? TypedResults.Ok(Item.Of(order, links)) : Problems.NotFound($"There is no order {orderRef}.");
}
