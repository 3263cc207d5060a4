using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Resolver;

namespace Nameplate.Owners.Funnel;

/// <summary>How far a unit has come: sold, opened, submitted, confirmed. A read model: <c>db rebuild owners.funnel</c> makes it again from the log.</summary>
[Unaudited]
internal sealed class FunnelUnit : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid UnitId { get; init; }
    public required string Gtin { get; set; }
    public string? Lot { get; set; }
    public DateTimeOffset? SoldAt { get; private set; }
    public string? Retailer { get; private set; }
    public bool HasContact { get; private set; }
    public bool MayContact { get; private set; }
    /// <summary>The first time that was not from a poster; channel, device and place are its own.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }
    public DateTimeOffset? PromotedAt { get; private set; }
    public Placement? Placement { get; private set; }
    public string? Variant { get; private set; }
    public RegistrationChannel? OpenChannel { get; private set; }
    public RegistrationDevice? OpenDevice { get; private set; }
    public Guid? RegistrationId { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    /// <summary>The way it was registered by.</summary>
    public RegistrationChannel? Channel { get; private set; }
    public RegistrationDevice? Device { get; private set; }
    /// <summary>The first of opened and submitted: by it a unit belongs to a period.</summary>
    public DateTimeOffset? BeganAt { get; private set; }

    public void Sold(SaleRecorded sale) => (SoldAt, Retailer, HasContact, MayContact) = (sale.SoldOn, sale.Retailer, sale.HasContact, sale.MayContact);

    public void Opened(UnitOpened seen)
    {
        if (seen.Placement == Nameplate.Resolver.Placement.Promotion) PromotedAt = Earlier(PromotedAt, seen.At);
        else if (OpenedAt is null || seen.At < OpenedAt) (OpenedAt, OpenChannel, OpenDevice, Placement, Variant) = (seen.At, seen.Channel, seen.Device, seen.Placement, seen.Variant);
        Settle(null, null);
    }

    public void Registered(UnitRegistered r)
    {
        if (SubmittedAt is not null && SubmittedAt <= r.RegisteredAt) return;
        (RegistrationId, SubmittedAt) = (r.Registration, r.RegisteredAt);
        Settle(r.Channel, r.Device);
    }

    public void Confirmed(RegistrationConfirmed confirmed, DateTimeOffset at)
    {
        if (RegistrationId == confirmed.Registration) ConfirmedAt ??= at;
    }

    void Settle(RegistrationChannel? channel, RegistrationDevice? device)
    {
        BeganAt = SubmittedAt is null ? OpenedAt : Earlier(OpenedAt, SubmittedAt.Value);
        if (channel is not null) (Channel, Device) = (channel, device);
    }

    static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}

internal sealed class FunnelUnitMap : IEntityTypeConfiguration<FunnelUnit>
{
    public void Configure(EntityTypeBuilder<FunnelUnit> f)
    {
        f.ToTable("owners_funnel").HasKey(x => new { x.BrandId, x.UnitId });
        f.HasIndex(x => new { x.BrandId, x.BeganAt });
        f.HasIndex(x => new { x.BrandId, x.PromotedAt });
        f.HasIndex(x => new { x.BrandId, x.SoldAt });
    }
}
