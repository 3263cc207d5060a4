using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Commerce;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Analytics.Facts;

/// <summary>A line of an order, with what is true of the order. Times are microseconds since 1970, UTC; amounts are ten-thousandths.</summary>
[Unaudited]
internal sealed class OrderLineFact : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid OrderId { get; init; }
    public int Line { get; init; }
    public Guid? OwnerId { get; init; }
    public Guid? UnitId { get; init; }
    public long Placed { get; init; }
    public OrderChannel Channel { get; init; }
    public LineKind Kind { get; init; }
    public long Amount { get; init; }
    public required string Currency { get; init; }
}

internal sealed class OrderLineFactMap : IEntityTypeConfiguration<OrderLineFact>
{
    public void Configure(EntityTypeBuilder<OrderLineFact> l)
    {
        l.ToTable("analytics_order_line").HasKey(x => new { x.BrandId, x.OrderId, x.Line });
        l.HasIndex(x => new { x.BrandId, x.OwnerId, x.Placed });
        l.HasIndex(x => new { x.BrandId, x.UnitId, x.Placed }).HasFilter("owner_id is null");
        l.HasIndex(x => new { x.BrandId, x.Placed });
    }
}

/// <summary>An order that counts nowhere. A row of its own, because it may be told before the order's last line.</summary>
[Unaudited]
internal sealed class CancelledOrderFact : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid OrderId { get; init; }
}

internal sealed class CancelledOrderFactMap : IEntityTypeConfiguration<CancelledOrderFact>
{
    public void Configure(EntityTypeBuilder<CancelledOrderFact> c) => c.ToTable("analytics_cancelled_order").HasKey(x => new { x.BrandId, x.OrderId });
}
