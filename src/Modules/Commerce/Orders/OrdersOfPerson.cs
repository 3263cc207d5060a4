using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Privacy.Retention;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Orders;

/// <summary>Who ordered, and where it went. An invoice has to be kept as long as tax law says; orders that were cancelled, and history from elsewhere, have none here.</summary>
internal sealed class OrdersOfPerson(AppDb db, OrderNames names, RetentionPeriods periods, TimeProvider clock, IStringLocalizer<Texts> words) : IPersonalData, ILastSeen
{
    public const string Hold = "invoices";

    public IReadOnlyList<PersonalColumn> Columns =>
    [
        .. PersonalColumn.Of<Order>(nameof(Order.Email), nameof(Order.Name), nameof(Order.Line1), nameof(Order.City), nameof(Order.PostalCode), nameof(Order.Shipment)),
        .. PersonalColumn.Not<OrderLine>("What a part is called.", nameof(OrderLine.Name)),
    ];

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct)
    {
        var orders = await Mine(subject).AsNoTracking().Include(o => o.Lines.OrderBy(l => l.Line)).OrderBy(o => o.PlacedAt).ToListAsync(ct);
        return
        [
            .. PersonalPart.Of("orders", orders, ("orderRef", o => o.OrderRef), ("placedAt", o => o.PlacedAt), ("state", o => o.State), ("email", o => o.Email), ("name", o => o.Name), ("line1", o => o.Line1), ("city", o => o.City), ("postalCode", o => o.PostalCode), ("country", o => o.Country), ("total", o => o.Total), ("currency", o => o.Currency), ("shipment", o => o.Shipment), ("paidAt", o => o.PaidAt), ("shippedAt", o => o.ShippedAt)),
            .. PersonalPart.Of("order-lines", orders.SelectMany(o => o.Lines.Select(l => (Order: o, Line: l))).ToList(), ("orderRef", x => x.Order.OrderRef), ("line", x => x.Line.Line), ("sku", x => x.Line.Sku), ("name", x => x.Line.Name), ("quantity", x => x.Line.Quantity), ("unitPrice", x => x.Line.UnitPrice), ("currency", x => x.Line.Currency)),
        ];
    }

    public async Task<IReadOnlyList<Hold>> Holds(DataSubject subject, CancellationToken ct)
    {
        var days = await periods.DaysOf(names, ct);
        var since = clock.GetUtcNow().AddDays(-days);
        var kept = await Named(Mine(subject)).Where(o => o.State != OrderState.Cancelled && o.State != OrderState.Recorded && o.PlacedAt >= since).Select(o => o.PlacedAt).ToListAsync(ct);
        return kept.Count == 0 ? [] : [new(Hold, words[kept.Count == 1 ? "Hold.Invoice" : "Hold.Invoices", kept.Count], words["Hold.InvoicesWhy"], kept.Max().AddDays(days))];
    }

    public async Task Erase(Erasure erasure, CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddDays(-await periods.DaysOf(names, ct));
        var free = await Named(Mine(erasure.Subject)).Where(o => o.State == OrderState.Cancelled || o.State == OrderState.Recorded || o.PlacedAt < since).ToListAsync(ct);
        erasure.Count("orders", await names.Clear(free, ct));
    }

    public async Task<IReadOnlyCollection<Guid>> Since(DateTimeOffset since, IReadOnlyCollection<Guid> people, CancellationToken ct) =>
        await db.Set<Order>().Where(o => o.PersonId != null && people.Contains(o.PersonId.Value) && o.PlacedAt >= since).Select(o => o.PersonId!.Value).Distinct().ToListAsync(ct);

    static IQueryable<Order> Named(IQueryable<Order> orders) => orders.Where(o => o.Email != null || o.Name != null || o.Line1 != null || o.City != null || o.PostalCode != null);

    IQueryable<Order> Mine(DataSubject subject)
    {
        var (owner, email) = (subject.Owner ?? Guid.Empty, subject.Email.Trim());
        return db.Set<Order>().Where(o => o.PersonId == owner || (email != "" && o.Email == email));
    }
}

/// <summary>Names and addresses of orders: cleared when no tax office asks for the invoice any more, whoever it was. What was sold, for how much and when stays.</summary>
internal sealed class OrderNames(AppDb db, IStringLocalizer<Texts> words) : IRetention
{
    public string Key => "commerce.invoices";
    public int Days => 3653;
    public int Least => 365;
    public string Title => words["Keep.Invoices"];
    public string About => words["Keep.InvoicesAbout"];

    public async Task<int> Delete(Sweep sweep, CancellationToken ct) =>
        await Clear(await db.Set<Order>().Where(o => o.PlacedAt < sweep.Before && (o.Email != null || o.Name != null || o.Line1 != null || o.TrackToken != null)).OrderBy(o => o.PlacedAt).Take(sweep.Most).ToListAsync(ct), ct);

    public async Task<int> Clear(IReadOnlyCollection<Order> orders, CancellationToken ct)
    {
        Guid[] ids = [.. orders.Select(o => o.Id)];
        foreach (var order in orders) order.Forget();
        await db.Set<OrderTrack>().Where(t => ids.Contains(t.OrderId)).ExecuteDeleteAsync(ct);
        return orders.Count;
    }
}
