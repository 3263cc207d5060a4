using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Commerce.Parts;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Orders;

/// <summary>Takes an order from placed to paid to shipped, or cancels it before it leaves.</summary>
internal sealed class AdvanceOrder(AppDb db, OrderMail mail, TimeProvider clock)
{
    /// <returns>The order, and whether the step was possible; null when there is no such order.</returns>
    internal Task<(Order? Order, bool Done)> Pay(string orderRef, CancellationToken ct) => Step(orderRef, o =>
    {
        if (!o.Pay(clock.GetUtcNow())) return null;
        Announce(o, new OrderPaid(o.Id));
        return () => mail.Paid(o, ct);
    }, returnsStock: false, ct);

    internal Task<(Order? Order, bool Done)> Ship(string orderRef, string? shipment, CancellationToken ct) => Step(orderRef, o =>
    {
        if (!o.Ship(shipment, clock.GetUtcNow())) return null;
        Announce(o, new OrderShipped(o.Id));
        return () => mail.OnItsWay(o, ct);
    }, returnsStock: false, ct);

    internal Task<(Order? Order, bool Done)> Cancel(string orderRef, CancellationToken ct) => Step(orderRef, o =>
    {
        if (!o.Cancel(clock.GetUtcNow())) return null;
        Announce(o, new OrderCancelled(o.Id));
        return () => mail.Cancelled(o, ct);
    }, returnsStock: true, ct);

    /// <summary>The customer withdraws: before it is shipped the order is cancelled at once, afterwards staff see it.</summary>
    internal Task<(Order? Order, bool Done)> Withdraw(string orderRef, CancellationToken ct)
    {
        var returnsStock = false;
        return Step(orderRef, o =>
        {
            var now = clock.GetUtcNow();
            if (!o.Withdraw(now)) return null;
            returnsStock = o.Cancel(now);
            if (returnsStock) Announce(o, new OrderCancelled(o.Id));
            return () => mail.Withdrawn(o, ct);
        }, () => returnsStock, ct);
    }

    void Announce<T>(Order order, T fact) where T : notnull => db.Announce(fact, clock.GetUtcNow(), order.Lines.Select(l => l.UnitId).FirstOrDefault(u => u is not null), order.PersonId);

    Task<(Order? Order, bool Done)> Step(string orderRef, Func<Order, Func<Task>?> verb, bool returnsStock, CancellationToken ct) => Step(orderRef, verb, () => returnsStock, ct);

    async Task<(Order? Order, bool Done)> Step(string orderRef, Func<Order, Func<Task>?> verb, Func<bool> returnsStock, CancellationToken ct)
    {
        if (await ShowOrders.Find(db, orderRef, ct) is not { } order) return (null, false);
        if (verb(order) is not { } write) return (order, false);
        await write();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (returnsStock())
            foreach (var ofSku in order.Lines.GroupBy(l => l.Sku).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var back = ofSku.Sum(l => l.Quantity);
                await db.Set<Stock>().Where(s => s.Sku == ofSku.Key).ExecuteUpdateAsync(s => s.SetProperty(x => x.OnHand, x => x.OnHand + back), ct);
            }
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            await tx.RollbackAsync(ct);
            db.ChangeTracker.Clear();
            return (await ShowOrders.Find(db, orderRef, ct), false);      // somebody was quicker
        }
        await tx.CommitAsync(ct);
        return (order, true);
    }

    /// <summary>How the parcel can be followed.</summary>
    /// <param name="Tracking">Carrier and number, as the customer reads it.</param>
    internal sealed record Shipment(string? Tracking);

    /// <summary>Records that the money has come.</summary>
    /// <response code="409">The order is not waiting for its payment.</response>
    /// <example>
    /// POST /api/v1/orders/A-7Q4MKX2P/payment
    /// 200
    /// {"orderRef": "A-7Q4MKX2P", "status": "paid", "channel": "direct", "orderedAt": "2026-07-28T09:30:00Z", "email": "ada@example.com", "country": "DE",
    ///  "lines": [{"number": 1, "sku": "FLT-1", "name": "Water filter", "kind": "consumable", "quantity": 2, "unitPrice": 12.9, "currency": "EUR"}],
    ///  "goods": 25.8, "delivery": 4.9, "tax": 4.9, "taxPercent": 19, "total": 30.7, "currency": "EUR", "paidAt": "2026-07-28T09:30:00Z", "shippedAt": null, "cancelledAt": null, "withdrawnAt": null, "shipment": null, "page": "https://id.example.com/track/…"}
    /// </example>
    internal static async Task<Results<Ok<ShowOrders.Item>, ProblemHttpResult>> Payment(string orderRef, AdvanceOrder advance, SentOnce once, Links links, CancellationToken ct) => Answer(orderRef, await advance.Pay(orderRef, ct), "paid", once, links);

    /// <summary>Records that the order has left; the customer is told.</summary>
    /// <response code="409">The order is not paid, or has left already.</response>
    /// <example>
    /// POST /api/v1/orders/A-7Q4MKX2P/shipments
    /// {"tracking": "DHL 00340434161094042557"}
    /// 200
    /// {"orderRef": "A-7Q4MKX2P", "status": "shipped", "channel": "direct", "orderedAt": "2026-07-28T09:30:00Z", "email": "ada@example.com", "country": "DE",
    ///  "lines": [{"number": 1, "sku": "FLT-1", "name": "Water filter", "kind": "consumable", "quantity": 2, "unitPrice": 12.9, "currency": "EUR"}],
    ///  "goods": 25.8, "delivery": 4.9, "tax": 4.9, "taxPercent": 19, "total": 30.7, "currency": "EUR", "paidAt": "2026-07-28T09:30:00Z", "shippedAt": "2026-07-28T09:30:00Z", "cancelledAt": null, "withdrawnAt": null, "shipment": "DHL 00340434161094042557", "page": "https://id.example.com/track/…"}
    /// </example>
    internal static async Task<Results<Ok<ShowOrders.Item>, ProblemHttpResult>> Shipments(string orderRef, Shipment input, AdvanceOrder advance, SentOnce once, Links links, CancellationToken ct) =>
        input.Tracking is { Length: > 200 } ? Problems.Field("tracking", "Use at most 200 characters.") : Answer(orderRef, await advance.Ship(orderRef, input.Tracking, ct), "shipped", once, links);

    /// <summary>Cancels an order that has not left; its stock returns, the customer is told.</summary>
    /// <response code="409">The order has left, or is cancelled already.</response>
    /// <example>
    /// POST /api/v1/orders/A-7Q4MKX2P/cancellation
    /// 200
    /// {"orderRef": "A-7Q4MKX2P", "status": "cancelled", "channel": "direct", "orderedAt": "2026-07-28T09:30:00Z", "email": "ada@example.com", "country": "DE",
    ///  "lines": [{"number": 1, "sku": "FLT-1", "name": "Water filter", "kind": "consumable", "quantity": 2, "unitPrice": 12.9, "currency": "EUR"}],
    ///  "goods": 25.8, "delivery": 4.9, "tax": 4.9, "taxPercent": 19, "total": 30.7, "currency": "EUR", "paidAt": null, "shippedAt": null, "cancelledAt": "2026-07-28T09:30:00Z", "withdrawnAt": null, "shipment": null, "page": "https://id.example.com/track/…"}
    /// </example>
    internal static async Task<Results<Ok<ShowOrders.Item>, ProblemHttpResult>> Cancellation(string orderRef, AdvanceOrder advance, SentOnce once, Links links, CancellationToken ct) => Answer(orderRef, await advance.Cancel(orderRef, ct), "cancelled", once, links);

    static Results<Ok<ShowOrders.Item>, ProblemHttpResult> Answer(string orderRef, (Order? Order, bool Done) step, string what, SentOnce once, Links links) =>
        step.Order is null ? Problems.NotFound($"There is no order {orderRef}.")
        : step.Done || once.TookEffect ? TypedResults.Ok(ShowOrders.Item.Of(step.Order, links))
        : Problems.Conflict($"{orderRef} is {Snake.Case(step.Order.State.ToString())} and cannot be {what}. An order goes from placed to paid to shipped, and can be cancelled before it is shipped.");
}
