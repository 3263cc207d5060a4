using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Products.Lots;

/// <summary>A lot of a model as it was counted last.</summary>
[Unaudited]
internal sealed class Lot : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Gtin { get; init; }
    public required string Name { get; init; }
    public int Units { get; set; }
    /// <summary>Those that have left: of any state but minted and test.</summary>
    public int Shipped { get; set; }
    public int Registered { get; set; }
    public int Scans { get; set; }
    public int Signals { get; set; }
    public DateOnly? ProducedFrom { get; set; }
    public DateOnly? ProducedTo { get; set; }

    public void Add(LotFigure figure, int count)
    {
        if (figure == LotFigure.Registered) Registered += count;
        else if (figure == LotFigure.Scans) Scans += count;
        else Signals += count;
    }
}

/// <summary>When the lots of a model were counted, and how long that took.</summary>
[Unaudited]
internal sealed class LotCount : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Gtin { get; init; }
    public DateTimeOffset CountedAt { get; set; }
    public int Milliseconds { get; set; }
}

internal sealed class LotMap : IEntityTypeConfiguration<Lot>
{
    public void Configure(EntityTypeBuilder<Lot> l) => l.ToTable("products_lot").HasKey(x => new { x.BrandId, x.Gtin, x.Name });
}

internal sealed class LotCountMap : IEntityTypeConfiguration<LotCount>
{
    public void Configure(EntityTypeBuilder<LotCount> c) => c.ToTable("products_lot_count").HasKey(x => new { x.BrandId, x.Gtin });
}
