using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Products.Units;

/// <summary>One made thing with its own serial.</summary>
internal sealed class Unit : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Gtin { get; init; }
    public required string Serial { get; init; }
    public string? Lot { get; set; }
    public DateOnly? ProducedOn { get; set; }
    public DateTimeOffset? ShippedOn { get; set; }
    /// <summary>The country it is meant for.</summary>
    public string? Market { get; set; }
    public string? Firmware { get; set; }
    public UnitStatus Status { get; set; }
    public Guid? MintId { get; init; }
    /// <summary>The serial its label carries, where that is not its own: it got a new label.</summary>
    public string? Label { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public ProductUnit Shown => new(Id, Gtin, Serial, Lot, ProducedOn, ShippedOn, Market, Firmware, Status) { Label = Label };
    public UnitRecorded Recorded => new(Id, Gtin, Serial, Lot, Market, ShippedOn, Status);
}

internal sealed class UnitMap : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> u)
    {
        u.ToTable("products_unit").HasKey(x => new { x.BrandId, x.Id });
        u.HasIndex(x => new { x.BrandId, x.Gtin, x.Serial }).IsUnique();
        u.HasIndex(x => new { x.BrandId, x.Serial });
        u.HasIndex(x => new { x.BrandId, x.MintId });
        u.HasIndex(x => new { x.BrandId, x.Status, x.Serial });
        u.Ignore(x => x.Shown).Ignore(x => x.Recorded);
    }
}
