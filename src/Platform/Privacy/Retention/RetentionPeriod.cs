using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Privacy.Retention;

/// <summary>A period that the brand chose instead of ours.</summary>
internal sealed class RetentionPeriod : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Rule { get; init; }
    public int Days { get; set; }
}

/// <summary>What was deleted when: how many, never whose. It is only added to.</summary>
[Unaudited]
internal sealed class Deletion : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Rule { get; init; }
    public DateTimeOffset At { get; init; }
    /// <summary>What was older than this.</summary>
    public DateTimeOffset Before { get; init; }
    public int Rows { get; init; }
}

/// <summary>The periods in force for the current brand.</summary>
public sealed class RetentionPeriods(AppDb db)
{
    public async Task<int> DaysOf(IRetention rule, CancellationToken ct) => await db.Set<RetentionPeriod>().AsNoTracking().Where(p => p.Rule == rule.Key).Select(p => (int?)p.Days).SingleOrDefaultAsync(ct) ?? rule.Days;
}

internal sealed class RetentionPeriodMap : IEntityTypeConfiguration<RetentionPeriod>
{
    public void Configure(EntityTypeBuilder<RetentionPeriod> p) => p.ToTable("platform_retention").HasKey(x => new { x.BrandId, x.Rule });
}

internal sealed class DeletionMap : IEntityTypeConfiguration<Deletion>
{
    public void Configure(EntityTypeBuilder<Deletion> d)
    {
        d.ToTable("platform_deletion").HasKey(x => new { x.BrandId, x.Id });
        d.HasIndex(x => new { x.BrandId, x.Rule, x.At });
    }
}
