using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Analytics.Facts;

internal enum TouchKind { Session, Page, Document, Support, MessageClick }

/// <summary>That an owner came by, or somebody looked for help with a unit. Times are microseconds since 1970, UTC.</summary>
[Unaudited]
internal sealed class TouchFact : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; }
    public Guid? OwnerId { get; init; }
    public Guid? UnitId { get; init; }
    public long At { get; init; }
    public TouchKind Kind { get; init; }
}

internal sealed class TouchFactMap : IEntityTypeConfiguration<TouchFact>
{
    public void Configure(EntityTypeBuilder<TouchFact> t)
    {
        t.ToTable("analytics_touch").HasKey(x => new { x.BrandId, x.Id });
        t.HasIndex(x => new { x.BrandId, x.OwnerId, x.At });
        t.HasIndex(x => new { x.BrandId, x.UnitId, x.At });
        t.HasIndex(x => new { x.BrandId, x.At });
    }
}

/// <summary>That a unit was scanned by somebody who counts: no program, none of the maker's people, no poster. Two in one instant are one.</summary>
[Unaudited]
internal sealed class ScanFact : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid UnitId { get; init; }
    public long At { get; init; }
}

internal sealed class ScanFactMap : IEntityTypeConfiguration<ScanFact>
{
    public void Configure(EntityTypeBuilder<ScanFact> s) => s.ToTable("analytics_scan").HasKey(x => new { x.BrandId, x.UnitId, x.At });
}
