using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Limits;

/// <summary>A bucket all nodes draw from. What is kept of it is when it will be full again, so it needs no refilling.</summary>
[Unaudited]
internal sealed class SharedQuota
{
    /// <summary>A hash of whom it is for: no network address is kept.</summary>
    public required string Name { get; init; }
    /// <summary>In milliseconds since 1970.</summary>
    public long FullAt { get; init; }
}

internal sealed class SharedQuotaMap : IEntityTypeConfiguration<SharedQuota>
{
    public void Configure(EntityTypeBuilder<SharedQuota> q) => q.ToTable("platform_shared_quota").HasKey(x => x.Name);
}

/// <summary>Limits that hold for all nodes together.</summary>
public sealed class SharedQuotas(AppDb db, TimeProvider clock)
{
    /// <summary>Takes one, if there is one left: of two nodes that take the last at the same moment one gets it.</summary>
    /// <param name="what">Whom or what it counts for.</param>
    /// <param name="most">How many may be taken at once.</param>
    /// <param name="each">After how long one more is there.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<bool> TryTake(string what, int most, TimeSpan each, CancellationToken ct)
    {
        var (name, now, one) = (Access.Token.Hash(what), clock.GetUtcNow().ToUnixTimeMilliseconds(), (long)each.TotalMilliseconds);
        var latest = now + (most * one);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var taken = await db.Database.ExecuteSqlAsync($"""
            insert into platform_shared_quota (name, full_at) values ({name}, {now + one})
            on conflict (name) do update set full_at = case when platform_shared_quota.full_at > {now} then platform_shared_quota.full_at else {now} end + {one}
            where case when platform_shared_quota.full_at > {now} then platform_shared_quota.full_at else {now} end + {one} <= {latest}
            """, ct);
        await tx.CommitAsync(ct);
        return taken == 1;
    }
}

/// <summary>Every hour: full buckets say nothing and are forgotten.</summary>
internal sealed class ForgetQuotas(AppDb db, TimeProvider clock) : IJob
{
    static string IJob.Kind => "platform.forget-quotas";

    async Task IJob.Run(Job job, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<SharedQuota>().Where(q => q.FullAt < now).ExecuteDeleteAsync(ct);
        await tx.CommitAsync(ct);
    }
}
