using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Safeguards;

internal enum BlockKind
{
    /// <summary>Many units were registered from one network address.</summary>
    Network,
    /// <summary>Many were registered to one e-mail address.</summary>
    Email,
    /// <summary>Wrong claim codes were tried on one unit.</summary>
    Unit,
}

/// <summary>Somebody was held up when registering. Staff see it and can lift it.</summary>
internal sealed class Block : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public BlockKind Kind { get; init; }
    /// <summary>A hash of what it counts for: no network address is kept.</summary>
    public required string KeyHash { get; init; }
    [Personal] public string? Email { get; set; }
    /// <summary>The unit it was last about.</summary>
    public Guid UnitId { get; private set; }
    public int Times { get; private set; }
    public DateTimeOffset FirstAt { get; init; }
    public DateTimeOffset LastAt { get; private set; }
    /// <summary>It ends by itself.</summary>
    public DateTimeOffset Until { get; private set; }
    /// <summary>Nobody is held up for this until then.</summary>
    public DateTimeOffset? LiftedUntil { get; private set; }

    public static readonly TimeSpan Lifted = TimeSpan.FromDays(7);

    public bool IsLifted(DateTimeOffset now) => now < LiftedUntil;
    public bool Stands(DateTimeOffset now) => now < Until && !IsLifted(now);

    public void Happened(Guid unit, DateTimeOffset until, DateTimeOffset now) => (UnitId, Times, LastAt, Until) = (unit, Times + 1, now, until);
    public void Lift(DateTimeOffset now) => LiftedUntil = now + Lifted;
    public void PutBack() => LiftedUntil = null;
}

internal sealed class BlockMap : IEntityTypeConfiguration<Block>
{
    public void Configure(EntityTypeBuilder<Block> b)
    {
        b.ToTable("owners_block").HasKey(x => new { x.BrandId, x.Id });
        b.HasIndex(x => new { x.BrandId, x.Kind, x.KeyHash }).IsUnique();
        b.HasIndex(x => new { x.BrandId, x.LastAt });
    }
}
