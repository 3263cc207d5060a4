using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Commerce.Orders;

/// <summary>The console's list of orders.</summary>
internal sealed class OrderList(AppDb db, Rights rights, IStringLocalizer<Texts> words) : ConsoleList<Order>
{
    public override string Key => "orders";

    public override IReadOnlyList<ListColumn<Order>> Columns =>
    [
        new("order_ref", words["Order"], o => o.OrderRef) { IsName = true, Csv = o => o.OrderRef },
        new("status", words["Console.State"], o => words["State." + o.State]) { Look = ColumnLook.State, Tone = Tone, Csv = o => Snake.Case(o.State.ToString()) },
        new("ordered_at", words["Console.Date"], o => o.PlacedAt.Exact()) { Look = ColumnLook.Time, Order = "placed", Csv = o => Time(o.PlacedAt) },
        new("email", words["Email"], o => o.Email) { Csv = o => o.Email },
        new("lines", words["Console.Lines"], o => Lines(o, 3)) { Csv = o => Lines(o, int.MaxValue) },
        new("total", words["Totals.Total"], o => o.Costs.ToString()) { Look = ColumnLook.Number, Csv = o => o.Total.ToString("0.00##", CultureInfo.InvariantCulture) },
        new("currency", words["Console.Currency"], o => o.Currency) { IsUsual = false, Csv = o => o.Currency },
        new("tax", words["Console.Tax"], o => new Money(o.Tax, o.Currency).ToString()) { Look = ColumnLook.Number, IsUsual = false, Csv = o => o.Tax.ToString("0.00##", CultureInfo.InvariantCulture) },
        new("country", words["Console.Country"], o => Countries.NameOf(o.Country)) { IsUsual = false, Csv = o => o.Country },
        new("paid_at", words["Console.PaidAt"], o => o.PaidAt?.Short()) { IsUsual = false, Csv = o => Time(o.PaidAt) },
        new("shipped_at", words["Console.ShippedAt"], o => o.ShippedAt?.Short()) { IsUsual = false, Csv = o => Time(o.ShippedAt) },
        new("shipment", words["Console.Tracking"], o => o.Shipment) { IsUsual = false, Csv = o => o.Shipment },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("q", words["Console.OrderSearch"]) { IsPersonal = true },
        new("state", words["Console.State"]) { Options = [.. Enum.GetValues<OrderState>().Select(s => (Snake.Case(s.ToString()), words["State." + s].Value))] },
    ];

    public override IReadOnlyList<ListOrder<Order>> Orders =>
    [
        new("-placed", 2, q => q.OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.OrderRef), (q, m) => Behind(q, m), Mark),
        new("placed", 2, q => q.OrderBy(o => o.PlacedAt).ThenBy(o => o.OrderRef), (q, m) => Ahead(q, m), Mark),
    ];

    static string? Tone(Order o) => o.State switch { OrderState.Placed or OrderState.Paid => "busy", OrderState.Shipped => "good", _ => null };
    static string[] Mark(Order o) => [o.PlacedAt.ToString("O", CultureInfo.InvariantCulture), o.OrderRef];

    static IQueryable<Order> Behind(IQueryable<Order> orders, string[] mark)
    {
        if (At(mark) is not { } at) return orders;
        var reference = mark[1];
        return orders.Where(o => o.PlacedAt < at || (o.PlacedAt == at && string.Compare(o.OrderRef, reference) < 0));
    }

    static IQueryable<Order> Ahead(IQueryable<Order> orders, string[] mark)
    {
        if (At(mark) is not { } at) return orders;
        var reference = mark[1];
        return orders.Where(o => o.PlacedAt > at || (o.PlacedAt == at && string.Compare(o.OrderRef, reference) > 0));
    }

    static DateTimeOffset? At(string[] mark) => DateTimeOffset.TryParseExact(mark[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
    static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    static string Lines(Order o, int most) => string.Join(", ", o.Lines.OrderBy(l => l.Line).Take(most).Select(l => $"{l.Quantity} × {l.Sku}")) + (o.Lines.Count > most ? " …" : null);

    public override string Say(int count) => count == 1 ? words["Orders.One"] : words["Orders.Many", count.ToString("N0", CultureInfo.CurrentCulture)];
    public override string Opens(Order row) => "/admin/orders/" + Uri.EscapeDataString(row.OrderRef);
    public override string KeyOf(Order row) => row.OrderRef;
    public override string NameOf(Order row) => row.OrderRef;

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (await ShowOrders.Find(db, key, ct) is not { } o) return null;
        return new(o.OrderRef)
        {
            Page = Opens(o), State = words["State." + o.State], Tone = Tone(o),
            Steps =
            [
                .. o.CanBePaid && rights.May("commerce.orders.pay") ? [new GlanceStep(words["Today.Pay.Action"], Opens(o) + "/payment")] : Array.Empty<GlanceStep>(),
                .. o.CanBeShipped && rights.May("commerce.orders.ship") ? [new GlanceStep(words["Console.Ship"], Opens(o) + "/shipment") { Asks = new BulkField("tracking", words["Console.Tracking"]) }] : Array.Empty<GlanceStep>(),
            ],
            Facts =
            [
                new(words["Totals.Total"], o.Costs.ToString()), new(words["Console.Date"], o.PlacedAt.Exact() + " UTC"), new(words["Console.PaidAt"], o.PaidAt?.Long()), new(words["Console.ShippedAt"], o.ShippedAt?.Long()), new(words["Console.Tracking"], o.Shipment),
                new(words["State.Cancelled"], o.CancelledAt?.Long()), new(words["Withdrawal.Title"], o.WithdrawnAt?.Long()),
                new(words["Email"], o.Email) { Href = o.PersonId is { } person ? $"/admin/owners?open={person}" : null }, new(words["Track.GoesTo"], o.Name is null ? null : string.Join(", ", ((string?[])[o.Name, o.Line1, $"{o.PostalCode} {o.City}".Trim(), Countries.NameOf(o.Country)]).Where(x => x is { Length: > 0 }))),
            ],
            Parts = [new(words["Console.Lines"], [.. o.Lines.OrderBy(l => l.Line).Take(20).Select(l => new GlanceLine($"{l.Quantity} × {l.Name ?? l.Sku}", l.Costs.ToString(), "/admin/parts?open=" + Uri.EscapeDataString(l.Sku)))])],
        };
    }

    public override IQueryable<Order> Matching(ListQuery asked) =>
        ShowOrders.Matching(db, new(Snake.TryEnum<OrderState>(asked["state"] ?? "", out var state) ? state : null, asked["q"])).Include(o => o.Lines).AsSplitQuery();
}
