using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Idempotency;

/// <summary>Every hour: keys and answers older than a day are forgotten, a few at a time.</summary>
internal sealed class ForgetSentRequests(AppDb db, IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    static string IJob.Kind => "platform.forget-sent-requests";
    const int AtOnce = 500;

    async Task IJob.Run(Job job, CancellationToken ct)
    {
        foreach (var brand in await db.Set<Brand>().AsNoTracking().Select(b => b.Id).ToListAsync(ct))
            while (await Forget(brand, ct) == AtOnce) { }
    }

    async Task<int> Forget(Guid brand, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
        var ofBrand = scope.ServiceProvider.GetRequiredService<AppDb>();
        var before = clock.GetUtcNow() - SentRequest.Kept;
        var old = await ofBrand.Set<SentRequest>().Where(r => r.SentAt < before).OrderBy(r => r.SentAt).Take(AtOnce).Select(r => r.KeyHash).ToListAsync(ct);
        if (old.Count == 0) return 0;
        await using var tx = await ofBrand.Database.BeginTransactionAsync(ct);
        await ofBrand.Set<SentRequest>().Where(r => old.Contains(r.KeyHash)).ExecuteDeleteAsync(ct);
        await tx.CommitAsync(ct);
        return old.Count;
    }
}
