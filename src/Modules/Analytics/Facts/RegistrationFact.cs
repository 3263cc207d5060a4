using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Analytics.Facts;

/// <summary>That a unit got an owner. Times are microseconds, days are days since 1970, UTC.</summary>
[Unaudited]
internal sealed class RegistrationFact : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; }
    public Guid UnitId { get; init; }
    public Guid OwnerId { get; init; }
    /// <summary>Null while only a correction of it was told.</summary>
    public long? Registered { get; init; }
    public int? RegisteredDay { get; init; }
    public int? PurchasedDay { get; init; }
    /// <summary>The owner's name is known by it.</summary>
    public bool Named { get; init; }
    /// <summary>Country or region is.</summary>
    public bool Placed { get; init; }
    public RegistrationChannel? Channel { get; init; }
    /// <summary>Owner and date of purchase are a correction's; the registration itself no longer sets them.</summary>
    public bool Corrected { get; init; }
}

internal sealed class RegistrationFactMap : IEntityTypeConfiguration<RegistrationFact>
{
    public void Configure(EntityTypeBuilder<RegistrationFact> r)
    {
        r.ToTable("analytics_registration").HasKey(x => new { x.BrandId, x.Id });
        r.Property(x => x.Named).HasDefaultValue(false);
        r.Property(x => x.Placed).HasDefaultValue(false);
        r.HasIndex(x => new { x.BrandId, x.Registered });
        r.HasIndex(x => new { x.BrandId, x.UnitId, x.Registered });
        r.HasIndex(x => new { x.BrandId, x.OwnerId, x.Registered });
    }
}
