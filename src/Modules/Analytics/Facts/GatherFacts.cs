using Microsoft.EntityFrameworkCore;
using Nameplate.Commerce;
using Nameplate.Owners;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using Nameplate.Support;

namespace Nameplate.Analytics.Facts;

/// <summary>
/// Keeps what the KPIs count. Every event writes only what it knows, into a row found by its key, whether or not the row is there:
/// so the facts come out the same in whatever order the events arrive.
/// </summary>
internal sealed class GatherFacts(AppDb db) : IReadModel
{
    public static string Name => "analytics.facts";

    public async Task Handle(IReadOnlyList<PlatformEvent> events, CancellationToken ct)
    {
        var units = Latest(events, (UnitsRecorded e) => e.Units, u => u.Unit);
        await Into("analytics_unit", "brand_id, id, gtin, lot, market, shipped, is_test", """
            (brand_id, id) do update set gtin = excluded.gtin, lot = excluded.lot, market = excluded.market, shipped = excluded.shipped, is_test = excluded.is_test,
                shelf = analytics_unit.sold - excluded.shipped
            """).Write([.. units.Select(u => Row(u.Unit, u.Gtin, u.Lot, u.Market, u.ShippedOn?.Microseconds(), u.Status == UnitStatus.Test))], ct);

        var sales = Latest(events, (SalesRecorded e) => e.Sales, s => s.Unit);
        await Into("analytics_unit", "brand_id, id, is_test, sold, sale_channel", """
            (brand_id, id) do update set sold = excluded.sold, sale_channel = excluded.sale_channel, shelf = excluded.sold - analytics_unit.shipped
            """).Write([.. sales.Select(s => Row(s.Unit, false, s.SoldOn.Microseconds(), Snake.Case(s.Channel.ToString())))], ct);

        var registrations = Latest(events, (UnitsRegistered e) => e.Registrations, r => r.Registration);
        await Into("analytics_registration", "brand_id, id, unit_id, owner_id, registered, registered_day, purchased_day, channel, named, placed, corrected", """
            (brand_id, id) do update set unit_id = excluded.unit_id, registered = excluded.registered, registered_day = excluded.registered_day, channel = excluded.channel, named = excluded.named, placed = excluded.placed,
                owner_id = case when analytics_registration.corrected then analytics_registration.owner_id else excluded.owner_id end,
                purchased_day = case when analytics_registration.corrected then analytics_registration.purchased_day else excluded.purchased_day end
            """).Write([.. registrations.Select(r => Row(r.Registration, r.Unit, r.Owner, r.RegisteredAt.Microseconds(), r.RegisteredAt.DayNumber(), r.PurchasedOn?.DayNumber(), Snake.Case(r.Channel.ToString()), r.Named, r.Country is not null || r.Region is not null, false))], ct);

        var corrections = Latest(events, (RegistrationCorrected e) => new[] { e }, c => c.Registration);
        await Into("analytics_registration", "brand_id, id, unit_id, owner_id, purchased_day, corrected", """
            (brand_id, id) do update set owner_id = excluded.owner_id, purchased_day = excluded.purchased_day, corrected = excluded.corrected
            """).Write([.. corrections.Select(c => Row(c.Registration, c.Unit, c.Owner, c.PurchasedOn?.DayNumber(), true))], ct);

        var lines = Latest(events, (OrdersPlaced e) => e.Orders.SelectMany(o => o.Lines, (order, line) => (Order: order, Line: line)), l => (l.Order.Order, l.Line.Line));
        await Into("analytics_order_line", "brand_id, order_id, line, owner_id, unit_id, placed, channel, kind, amount, currency", """
            (brand_id, order_id, line) do update set owner_id = excluded.owner_id, unit_id = excluded.unit_id, placed = excluded.placed, channel = excluded.channel,
                kind = excluded.kind, amount = excluded.amount, currency = excluded.currency
            """).Write([.. lines.Select(l => Row(l.Order.Order, l.Line.Line, l.Order.Owner, l.Order.Unit, l.Order.PlacedAt.Microseconds(), Snake.Case(l.Order.Channel.ToString()),
                Snake.Case(l.Line.Kind.ToString()), (l.Line.Quantity * l.Line.UnitPrice).TenThousandths(), l.Line.Currency))], ct);

        var names = events.Where(e => e.Is<OwnerNamed>()).Select(e => (e.At, Told: e.Read<OwnerNamed>())).GroupBy(n => n.Told.Owner).Select(g => g.Last());
        await Into("analytics_owner", "brand_id, id, named", "(brand_id, id) do update set named = excluded.named").Write([.. names.Select(n => Row(n.Told.Owner, n.Told.Named ? n.At.Microseconds() : null))], ct);

        var visits = Latest(events, (OwnersVisited e) => e.Visits, v => v.Visit).Select(v => Row(v.Visit, v.Owner, v.Unit, v.VisitedAt.Microseconds(), Snake.Case(v.Kind.ToString())));
        var sessions = Latest(events, (SessionsRecorded e) => e.Sessions, s => s.Session).Select(s => Row(s.Session, s.Owner, s.Unit, s.StartedAt.Microseconds(), Snake.Case(nameof(TouchKind.Session))));
        await Into("analytics_touch", "brand_id, id, owner_id, unit_id, at, kind", "(brand_id, id) do update set owner_id = excluded.owner_id, unit_id = excluded.unit_id, at = excluded.at, kind = excluded.kind").Write([.. visits, .. sessions], ct);

        var actions = Latest(events, (OwnersActedOn e) => e.Actions, a => a.Action);
        await Into("analytics_action", "brand_id, id, owner_id, at, kind", "(brand_id, id) do update set owner_id = excluded.owner_id, at = excluded.at, kind = excluded.kind").Write([.. actions.Select(a => Row(a.Action, a.Owner, a.ActedAt.Microseconds(), Snake.Case(a.Kind.ToString())))], ct);

        foreach (var merged in events.Where(e => e.Is<PeopleMerged>()).Select(e => e.Read<PeopleMerged>())) await Merge(merged, ct);

        var cancelled = Latest(events, (OrderCancelled e) => new[] { e }, c => c.Order);
        await Into("analytics_cancelled_order", "brand_id, order_id", "(brand_id, order_id) do nothing").Write([.. cancelled.Select(c => Row(c.Order))], ct);
    }

    /// <summary>Merged people are one owner.</summary>
    async Task Merge(PeopleMerged merged, CancellationToken ct)
    {
        object[] values = [db.Key(db.BrandId), db.Key(merged.From), db.Key(merged.Into)];
        foreach (var table in (string[])["analytics_registration", "analytics_order_line", "analytics_touch", "analytics_action"])
        {
            var sql = $$"""update {{table}} set owner_id = {2} where brand_id = {0} and owner_id = {1}""";
            await db.Database.ExecuteSqlRawAsync(sql, values, ct);
        }
        await db.Database.ExecuteSqlRawAsync("""
            insert into analytics_owner (brand_id, id, named) select brand_id, {2}, named from analytics_owner where brand_id = {0} and id = {1} and named is not null
            on conflict (brand_id, id) do update set named = coalesce(analytics_owner.named, excluded.named)
            """, values, ct);
    }

    public async Task Clear(AppDb db, CancellationToken ct)
    {
        await db.Set<UnitFact>().IgnoreQueryFilters().ExecuteDeleteAsync(ct);
        await db.Set<RegistrationFact>().IgnoreQueryFilters().ExecuteDeleteAsync(ct);
        await db.Set<OrderLineFact>().IgnoreQueryFilters().ExecuteDeleteAsync(ct);
        await db.Set<OwnerFact>().IgnoreQueryFilters().ExecuteDeleteAsync(ct);
        await db.Set<TouchFact>().IgnoreQueryFilters().ExecuteDeleteAsync(ct);
        await db.Set<ActionFact>().IgnoreQueryFilters().ExecuteDeleteAsync(ct);
        await db.Set<CancelledOrderFact>().IgnoreQueryFilters().ExecuteDeleteAsync(ct);
    }

    /// <summary>What the events of a kind tell, the last word on each key.</summary>
    static Dictionary<TKey, TItem>.ValueCollection Latest<TEvent, TItem, TKey>(IReadOnlyList<PlatformEvent> events, Func<TEvent, IEnumerable<TItem>> items, Func<TItem, TKey> key) where TKey : notnull
    {
        var latest = new Dictionary<TKey, TItem>();
        foreach (var item in events.Where(e => e.Is<TEvent>()).SelectMany(e => items(e.Read<TEvent>()))) latest[key(item)] = item;
        return latest.Values;
    }

    Upsert Into(string table, string columns, string onConflict) => new(db, table, columns, onConflict);
    object?[] Row(params object?[] values) => [db.BrandId, .. values];
}
