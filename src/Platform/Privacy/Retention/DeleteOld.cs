using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Privacy.Retention;

/// <summary>Deletes what is older than its period, brand by brand and portion by portion, and writes down how much it was.</summary>
internal sealed class DeleteOld(IServiceScopeFactory scopes, AppDb db, TimeProvider clock) : IJob
{
    const int Portion = 200;

    static string IJob.Kind => "platform.retention";

    async Task IJob.Run(Job job, CancellationToken ct)
    {
        using var speaking = Languages.Speak(null);
        foreach (var brand in await db.Set<Brand>().AsNoTracking().Select(b => b.Id).ToListAsync(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
            await OfBrand(brand, scope.ServiceProvider, ct);
        }
    }

    async Task OfBrand(Guid brand, IServiceProvider services, CancellationToken ct)
    {
        var (records, periods, files, now) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<RetentionPeriods>(), services.GetRequiredService<FileStore>(), clock.GetUtcNow());
        records.IsUnhurried = true;
        foreach (var rule in services.GetServices<IRetention>())
        {
            var before = now.AddDays(-await periods.DaysOf(rule, ct));
            for (var deleted = Portion; deleted >= Portion;)
            {
                var sweep = new Sweep(before, Portion, now);
                await using (var tx = await records.Database.BeginTransactionAsync(ct))
                {
                    deleted = await rule.Delete(sweep, ct);
                    if (deleted > 0) records.Add(new Deletion { BrandId = brand, Rule = rule.Key, At = now, Before = before, Rows = deleted });
                    await records.SaveChangesAsync(ct);
                    await tx.CommitAsync(ct);
                }
                foreach (var file in sweep.Files) await files.Delete(file, ct);
                records.Forget();
            }
        }
    }
}
