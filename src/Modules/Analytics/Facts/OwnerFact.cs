using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Analytics.Facts;

/// <summary>What is known of an owner besides the registrations. Times are microseconds since 1970, UTC.</summary>
[Unaudited]
internal sealed class OwnerFact : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; }
    /// <summary>Since when the name is known, where the owner or staff gave it after registering; null where it was taken away.</summary>
    public long? Named { get; init; }
}

internal sealed class OwnerFactMap : IEntityTypeConfiguration<OwnerFact>
{
    public void Configure(EntityTypeBuilder<OwnerFact> o) => o.ToTable("analytics_owner").HasKey(x => new { x.BrandId, x.Id });
}

/// <summary>That the maker reached an owner with something.</summary>
[Unaudited]
internal sealed class ActionFact : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; }
    public Guid OwnerId { get; init; }
    public long At { get; init; }
    public ActionKind Kind { get; init; }
}

internal sealed class ActionFactMap : IEntityTypeConfiguration<ActionFact>
{
    public void Configure(EntityTypeBuilder<ActionFact> a)
    {
        a.ToTable("analytics_action").HasKey(x => new { x.BrandId, x.Id });
        a.HasIndex(x => new { x.BrandId, x.OwnerId, x.At });
    }
}
