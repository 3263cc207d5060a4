using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Products.Codes;

/// <summary>A label was printed once more, with the code the unit carries.</summary>
internal sealed class Reprint : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public Guid UnitId { get; init; }
    /// <summary>What the label carries.</summary>
    public required string Serial { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class ReprintMap : IEntityTypeConfiguration<Reprint>
{
    public void Configure(EntityTypeBuilder<Reprint> r)
    {
        r.ToTable("products_reprint").HasKey(x => new { x.BrandId, x.Id });
        r.HasIndex(x => new { x.BrandId, x.UnitId });
    }
}
