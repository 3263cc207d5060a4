using Microsoft.EntityFrameworkCore;
using Nameplate.Owners;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Commerce.Orders;

/// <summary>History of orders, a line a row. Lines of one order may come in any batch or file; no stock moves, no mail follows.</summary>
internal sealed class ImportOrders(AppDb db, CurrentBrand brand, IProducts products, IOwners owners, TimeProvider clock) : IImport
{
    public static string Kind => "orders";
    public static ImportColumns Columns => new(["order_ref", "line", "ordered_at", "channel", "sku", "kind", "quantity", "unit_price", "currency"], ["email", "gtin", "serial", "country"]);

    sealed record Line(string OrderRef, int Number, DateTimeOffset OrderedAt, OrderChannel Channel, string Sku, LineKind Kind, int Quantity, decimal UnitPrice, string Currency, string? Email, UnitKey? Unit, string? Country);

    public async Task Find(ImportBatch batch, CancellationToken ct) => batch.Keep(await products.UnitIds(batch.Lines<Line>().Select(x => x.Line.Unit).OfType<UnitKey>(), ct));

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var read = batch.Lines<Line>();
        var orders = await Known(read.Select(x => x.Line.OrderRef), ct);
        var before = orders.Values.Select(o => o.Id).ToHashSet();
        var units = batch.Found<IReadOnlyDictionary<UnitKey, Guid>>();

        List<(ImportRow Row, Line Line, Guid? Unit)> good = [];
        foreach (var (row, line) in read)
        {
            Guid? unit = line.Unit is { } named && units.TryGetValue(named, out var id) ? id : null;
            if (unit is null && line.Unit is { } key) row.Refuse("serial", $"there is no unit {key.Gtin} {key.Serial}", "import the unit first, or leave gtin and serial out");
            else if (!orders.TryGetValue(line.OrderRef, out var order) || IsNew(row, order, line, unit)) good.Add((row, line, unit));
        }

        var people = await owners.PeopleFor([.. good.Select(g => g.Line.Email).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)], ct);
        var byAddress = people.ToDictionary(p => p.Key, p => p.Value.Id, StringComparer.OrdinalIgnoreCase);
        List<(Order Order, OrderLine Line)> added = [];
        foreach (var (row, line, unit) in good)
        {
            if (!orders.TryGetValue(line.OrderRef, out var order))
                db.Append(orders[line.OrderRef] = order = Order.Record(new()
                {
                    BrandId = brand.Id, OrderRef = line.OrderRef, Channel = line.Channel, PersonId = line.Email is null ? null : byAddress[line.Email], PlacedAt = line.OrderedAt, Currency = line.Currency, Email = line.Email, Country = line.Country,
                }));
            else if (!IsNew(row, order, line, unit)) continue;      // another row of this batch came first
            var recorded = new OrderLine { BrandId = brand.Id, OrderId = order.Id, Line = line.Number, Sku = line.Sku, Kind = line.Kind, Quantity = line.Quantity, UnitPrice = line.UnitPrice, Currency = line.Currency, UnitId = unit };
            order.AddRecorded(recorded);
            db.Append(recorded);
            added.Add((order, recorded));
            row.Added();
        }
        if (added.Count == 0) return;
        batch.Afterwards(stop => AddUp([.. added.Select(a => a.Order).Distinct().Where(o => before.Contains(o.Id))], stop));
        db.AnnounceMany([.. added.GroupBy(a => (a.Order, a.Line.UnitId)).Select(g =>
            new OrderPlaced(g.Key.Order.Id, g.Key.Order.PersonId, g.Key.UnitId, g.Key.Order.PlacedAt, g.Key.Order.Channel, [.. g.Select(a => a.Line.Placed)]))], some => new OrdersPlaced(some), clock.GetUtcNow());
    }

    /// <summary>The sum of orders that were on record already and got lines.</summary>
    async Task AddUp(IReadOnlyList<Order> orders, CancellationToken ct)
    {
        foreach (var order in orders)
            await db.Set<Order>().Where(o => o.Id == order.Id).ExecuteUpdateAsync(u => u.SetProperty(o => o.Goods, order.Goods).SetProperty(o => o.Total, order.Total), ct);
    }

    /// <summary>The orders that are on record, with their lines. An order keeps its lines to itself here: those it gets are appended.</summary>
    async Task<Dictionary<string, Order>> Known(IEnumerable<string> references, CancellationToken ct)
    {
        var orders = await db.Dialect.Among<Order>(db, ["order_ref"], [.. references.Distinct().Select(r => (object[])[r])]).AsNoTracking().ToDictionaryAsync(o => o.OrderRef, ct);
        if (orders.Count == 0) return orders;
        var byId = orders.Values.ToDictionary(o => o.Id);
        foreach (var line in await db.Dialect.Among<OrderLine>(db, ["order_id"], [.. byId.Keys.Select(id => (object[])[id])]).AsNoTracking().ToListAsync(ct)) byId[line.OrderId].Lines.Add(line);
        return orders;
    }

    /// <summary>True when the row adds a line to the order; a row that is on record, or contradicts what is, says so itself.</summary>
    static bool IsNew(ImportRow row, Order order, Line line, Guid? unit)
    {
        var known = order.Lines.FirstOrDefault(l => l.Line == line.Number);
        foreach (var (column, same) in new[] { ("ordered_at", order.PlacedAt == line.OrderedAt), ("channel", order.Channel == line.Channel), ("email", string.Equals(order.Email, line.Email, StringComparison.OrdinalIgnoreCase)), ("country", order.Country == line.Country) })
            if (!same)
            {
                if (known is null) row.Refuse(column, $"differs from the other lines of {order.OrderRef}", "give all lines of an order the same value");
                else row.AlreadyRecorded(column);
                return false;
            }
        if (known is null)
        {
            if (order.State != OrderState.Recorded) row.Refuse("order_ref", $"{order.OrderRef} was placed here", "leave the row out: what was ordered here is on record");
            return !row.IsRefused;
        }
        foreach (var (column, same) in new[] { ("sku", known.Sku == line.Sku), ("kind", known.Kind == line.Kind), ("quantity", known.Quantity == line.Quantity), ("unit_price", known.UnitPrice == line.UnitPrice), ("currency", known.Currency == line.Currency), ("serial", known.UnitId == unit) })
            if (!same)
            {
                row.AlreadyRecorded(column);
                return false;
            }
        return false;
    }

    public static object Read(ImportRow row)
    {
        var line = new Line(row.Text("order_ref", 60), row.Whole("line", 0, 100_000), row.Time("ordered_at"), row.Choice<OrderChannel>("channel"), row.Text("sku", 60), row.Choice<LineKind>("kind"), row.Whole("quantity", 1, 1_000_000), row.Price("unit_price"),
            row.Currency(), row.OptionalEmail(), row.Optional("serial") is null ? null : new UnitKey(row.Gtin(), row.Serial()), row.OptionalCountry());
        if (row.Optional("serial") is null && row.Optional("gtin") is not null) row.Gtin();
        if (!row.IsRefused && line is { Channel: OrderChannel.Direct, Email: null }) row.Refuse("email", "is empty", "a direct order needs the customer's e-mail address");
        return line;
    }
}
