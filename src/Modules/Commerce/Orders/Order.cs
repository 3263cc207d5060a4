using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Commerce.Orders;

/// <summary>From placed to shipped. <c>Recorded</c> is history from elsewhere: nothing is left to do with it.</summary>
internal enum OrderState { Placed, Paid, Shipped, Cancelled, Recorded }

internal sealed class Order : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    /// <summary>What people read aloud, and write on the bank transfer: <c>A-7F3K9Q</c>.</summary>
    public required string OrderRef { get; init; }
    public OrderChannel Channel { get; init; }
    public OrderState State { get; private set; }
    public Guid? PersonId { get; init; }
    public DateTimeOffset PlacedAt { get; init; }
    public DateTimeOffset? PaidAt { get; private set; }
    public DateTimeOffset? ShippedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    /// <summary>The number of its parcel, which leads to whom it went.</summary>
    [Personal] public string? Shipment { get; private set; }
    public required string Currency { get; init; }
    public decimal Goods { get; private set; }
    public decimal Delivery { get; init; }
    public decimal Total { get; private set; }
    public decimal Tax { get; init; }
    public decimal TaxPercent { get; init; }
    public int DeliveryDays { get; init; }
    [Personal] public string? Email { get; set; }
    [Personal] public string? Name { get; set; }
    [Personal] public string? Line1 { get; set; }
    [Personal] public string? City { get; set; }
    [Personal] public string? PostalCode { get; set; }
    public string? Country { get; init; }
    public string Language { get; init; } = "en";
    /// <summary>Its own page is at /track/TOKEN. Kept as it is, because each of its mails leads there; the address stands in the same row.</summary>
    [Secret] public string? TrackToken { get; set; }
    /// <summary>Hash of the form's or the caller's key: the same order sent twice is one order.</summary>
    [Secret] public string? SentKey { get; set; }
    public List<OrderLine> Lines { get; init; } = [];

    // without letters and digits that are mistaken for one another
    const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    public static string NewRef(string brandName) => $"{char.ToUpperInvariant(brandName.FirstOrDefault(char.IsAsciiLetter, 'N'))}-{RandomNumberGenerator.GetString(Alphabet, 6)}";

    public Money Costs => new(Total, Currency);
    public bool CanBePaid => State == OrderState.Placed;
    public bool CanBeShipped => State == OrderState.Paid;
    public bool CanBeCancelled => State is OrderState.Placed or OrderState.Paid;
    /// <summary>14 days from arrival, which is not known: from the latest day it may arrive.</summary>
    public bool CanBeWithdrawn(DateTimeOffset now) => WithdrawnAt is null && (CanBeCancelled || (State == OrderState.Shipped && now <= ShippedAt!.Value.AddDays(DeliveryDays + 14)));

    public static Order Place(Order order, IEnumerable<OrderLine> lines, Totals totals)
    {
        order.Lines.AddRange(lines);
        (order.Goods, order.Total) = (totals.Goods.Amount, totals.Total.Amount);
        return order;
    }

    public static Order Record(Order order)
    {
        order.State = OrderState.Recorded;
        return order;
    }

    public void AddRecorded(OrderLine line)
    {
        Lines.Add(line);
        if (line.Currency == Currency) Goods = Total += Totals.LineTotal(line.UnitPrice, line.Quantity, Currency).Amount;
    }

    public bool Pay(DateTimeOffset now)
    {
        if (!CanBePaid) return false;
        (State, PaidAt) = (OrderState.Paid, now);
        return true;
    }

    public bool Ship(string? shipment, DateTimeOffset now)
    {
        if (!CanBeShipped) return false;
        (State, ShippedAt, Shipment) = (OrderState.Shipped, now, shipment);
        return true;
    }

    public bool Cancel(DateTimeOffset now)
    {
        if (!CanBeCancelled) return false;
        (State, CancelledAt) = (OrderState.Cancelled, now);
        return true;
    }

    /// <summary>Whom it was for and where it went: nobody needs that any more.</summary>
    public void Forget() => (Email, Name, Line1, City, PostalCode, Shipment, TrackToken, SentKey) = (null, null, null, null, null, null, null, null);

    public bool Withdraw(DateTimeOffset now)
    {
        if (!CanBeWithdrawn(now)) return false;
        WithdrawnAt = now;
        return true;
    }
}

internal sealed class OrderLine : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid OrderId { get; init; }
    public int Line { get; init; }
    public required string Sku { get; init; }
    /// <summary>As it was called when it was ordered; null in history from elsewhere.</summary>
    public string? Name { get; init; }
    public LineKind Kind { get; init; }
    public int Quantity { get; init; }
    public decimal UnitPrice { get; init; }
    public required string Currency { get; init; }
    /// <summary>What it was ordered for.</summary>
    public Guid? UnitId { get; init; }

    public Money Costs => Totals.LineTotal(UnitPrice, Quantity, Currency);
    public OrderLinePlaced Placed => new(Line, Sku, Kind, Quantity, UnitPrice, Currency);
}

/// <summary>Whose a tracking page is. Read before the brand is known, so it stands outside the tenancy.</summary>
[Unaudited]
internal sealed class OrderTrack : ITellsBrand
{
    public required string TokenHash { get; init; }
    public required Guid BrandId { get; init; }
    public required Guid OrderId { get; init; }
}

internal sealed class OrderMap : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> o)
    {
        o.ToTable("commerce_order").HasKey(x => new { x.BrandId, x.Id });
        o.HasIndex(x => new { x.BrandId, x.OrderRef }).IsUnique();
        o.HasIndex(x => new { x.BrandId, x.SentKey }).IsUnique();
        o.HasIndex(x => new { x.BrandId, x.PlacedAt, x.OrderRef });
        o.HasIndex(x => new { x.BrandId, x.State, x.PlacedAt });
        o.HasIndex(x => new { x.BrandId, x.PersonId, x.PlacedAt });
        o.HasIndex(x => new { x.BrandId, x.Email });
        o.Property(x => x.State).IsConcurrencyToken();      // two hands on one order: the second is told
        o.Property(x => x.WithdrawnAt).IsConcurrencyToken();
        o.Ignore(x => x.Costs).Ignore(x => x.CanBePaid).Ignore(x => x.CanBeShipped).Ignore(x => x.CanBeCancelled);
        o.HasMany(x => x.Lines).WithOne().HasForeignKey(x => new { x.BrandId, x.OrderId });
    }
}

internal sealed class OrderLineMap : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> l)
    {
        l.ToTable("commerce_order_line").HasKey(x => new { x.BrandId, x.OrderId, x.Line });
        l.HasIndex(x => new { x.BrandId, x.UnitId });
        l.HasIndex(x => new { x.BrandId, x.Sku });
        l.Ignore(x => x.Costs).Ignore(x => x.Placed);
    }
}

internal sealed class OrderTrackMap : IEntityTypeConfiguration<OrderTrack>
{
    public void Configure(EntityTypeBuilder<OrderTrack> t) => t.ToTable("commerce_track").HasKey(x => x.TokenHash);
}
