using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Analytics.Facts;

/// <summary>A unit and its sale. The row is there from whichever of the two was told first. Times are microseconds since 1970, UTC.</summary>
[Unaudited]
internal sealed class UnitFact : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; }
    public string? Gtin { get; init; }
    public string? Lot { get; init; }
    public string? Market { get; init; }
    public long? Shipped { get; init; }
    public bool IsTest { get; init; }
    public long? Sold { get; init; }
    public SaleChannel? SaleChannel { get; init; }
    /// <summary>From shipping to sale.</summary>
    public long? Shelf { get; init; }
}

internal sealed class UnitFactMap : IEntityTypeConfiguration<UnitFact>
{
    public void Configure(EntityTypeBuilder<UnitFact> u)
    {
        u.ToTable("analytics_unit").HasKey(x => new { x.BrandId, x.Id });
        u.HasIndex(x => new { x.BrandId, x.Sold });
        u.HasIndex(x => new { x.BrandId, x.Shipped }).HasFilter("sold is null");
        u.HasIndex(x => new { x.BrandId, x.Shelf }).HasFilter("not is_test and shelf is not null");
        u.HasIndex(x => new { x.BrandId, x.Id }, "ix_analytics_unit_test").HasFilter("is_test");
    }
}
