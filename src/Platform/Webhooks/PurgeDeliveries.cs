using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Webhooks;

/// <summary>Messages that have ended are kept for 30 days.</summary>
internal sealed class PurgeDeliveries(AppDb db, CurrentBrand brand, TimeProvider clock) : IJob
{
    static string IJob.Kind => "platform.webhook-purge";
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    const int Portion = 100;      // short transactions

    async Task IJob.Run(Job job, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        foreach (var id in await db.Set<Brand>().AsNoTracking().Select(b => b.Id).ToListAsync(ct))
        {
            brand.Become(id);
            for (var removed = Portion; removed == Portion;)
            {
                var old = await db.Set<Delivery>().Where(d => d.EndedAt < before).OrderBy(d => d.EndedAt).Select(d => d.Id).Take(Portion).ToListAsync(ct);
                await using var tx = await db.Database.BeginTransactionAsync(ct);
                removed = await db.Set<Delivery>().Where(d => old.Contains(d.Id)).ExecuteDeleteAsync(ct);
                await tx.CommitAsync(ct);
            }
        }
    }
}
