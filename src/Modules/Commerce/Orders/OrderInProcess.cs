using Nameplate.Commerce.Fitment;
using Nameplate.Products;

namespace Nameplate.Commerce.Orders;

internal sealed class OrderInProcess(PlaceOrder orders, AdvanceOrder desk, FittingParts fitting, IProducts products) : IOrdering
{
    public async Task<IReadOnlyList<PartOffer>> Offers(UnitKey unit, CancellationToken ct) =>
        await products.Unit(unit.Gtin, unit.Serial, ct) is { } found && await products.Model(found.Gtin, ct) is { } model
            ? [.. (await fitting.For(model, found, ct)).Where(f => f.Available > 0).Select(f => new PartOffer(f.Part.Sku, f.Part.Kind, f.Part.Price, f.Available))] : [];

    public async Task<string?> Place(UnitKey unit, string email, IReadOnlyList<(string Sku, int Quantity)> lines, ShipTo to, string key, CancellationToken ct) =>
        (await orders.Handle(new(email, unit.Gtin, unit.Serial, [.. lines.Select(l => new PlaceOrder.InputLine(l.Sku, l.Quantity))], new(to.Name, to.Line1, to.City, to.PostalCode, to.Country), "invoice"), "desk:" + key, ct)).Order?.OrderRef;

    public Task Pay(string orderRef, CancellationToken ct) => desk.Pay(orderRef, ct);
    public Task Ship(string orderRef, string? shipment, CancellationToken ct) => desk.Ship(orderRef, shipment, ct);
}
