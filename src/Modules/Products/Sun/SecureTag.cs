using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Products.Sun;

/// <summary>A tag that was read once with a right signature: which unit it is on, and how often it was read by then.</summary>
[Unaudited]
internal sealed class SecureTag : IBrandOwned
{
    public Guid BrandId { get; init; }
    /// <summary>14 hexadecimal digits.</summary>
    public required string Uid { get; init; }
    public Guid KeyId { get; init; }
    public Guid UnitId { get; init; }
    public int Counter { get; init; }
    public DateTimeOffset FirstAt { get; init; }
    public DateTimeOffset LastAt { get; init; }
}

internal sealed class SecureTagMap : IEntityTypeConfiguration<SecureTag>
{
    public void Configure(EntityTypeBuilder<SecureTag> t)
    {
        t.ToTable("products_secure_tag").HasKey(x => new { x.BrandId, x.Uid });
        t.HasIndex(x => new { x.BrandId, x.UnitId });
    }
}
