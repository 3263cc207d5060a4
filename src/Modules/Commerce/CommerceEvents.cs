namespace Nameplate.Commerce;

public enum OrderChannel { Direct, Retail }
public enum LineKind { Part, Consumable, Accessory, Plan, Warranty, Product }

/// <summary>Orders were placed, or imported. A line of an import may come in a later event than its order's other lines.</summary>
public sealed record OrdersPlaced(IReadOnlyList<OrderPlaced> Orders);
public sealed record OrderPlaced(Guid Order, Guid? Owner, Guid? Unit, DateTimeOffset PlacedAt, OrderChannel Channel, IReadOnlyList<OrderLinePlaced> Lines);
/// <param name="Line">Number within the order.</param>
/// <param name="UnitPrice">Before delivery, as the customer pays it.</param>
public sealed record OrderLinePlaced(int Line, string Sku, LineKind Kind, int Quantity, decimal UnitPrice, string Currency);

public sealed record OrderPaid(Guid Order);
public sealed record OrderShipped(Guid Order);
/// <summary>The order counts nowhere from now on.</summary>
public sealed record OrderCancelled(Guid Order);
