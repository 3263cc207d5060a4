using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Telemetry;

namespace Nameplate.Platform.Jobs;

/// <summary>
/// Takes due jobs, a few at a time; those of one brand and kind one after the other, in the order they were given, so that an import of units
/// finds the products of the import before it. Several nodes may run; a job is leased to one of them.
/// </summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, IEnumerable<JobKind> kinds, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    const int AtOnce = 4;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    readonly SemaphoreSlim places = new(AtOnce);
    readonly Dictionary<string, DateTimeOffset> nextRun = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunRecurring(stoppingToken);
                await places.WaitAsync(stoppingToken);
                Job? job = null;
                try { job = await TakeNext(stoppingToken); }
                finally { if (job is null) places.Release(); }
                if (job is null) await Task.Delay(Look, stoppingToken);
                else _ = RunInPlace(job, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { break; }
            catch (Exception error)      // the database is away: look again
            {
                NoWork(error);
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        for (var place = 0; place < AtOnce; place++) await places.WaitAsync(CancellationToken.None);      // what still runs puts itself back
    }

    async Task<Job?> TakeNext(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        using var across = db.AcrossBrands();
        var now = clock.GetUtcNow();
        if (!await db.Set<Job>().IgnoreQueryFilters().AnyAsync(j => (j.State == JobState.Waiting && j.DueAt <= now) || (j.State == JobState.Running && j.LeasedUntil < now), ct)) return null;
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Dialect.LockDueJob(db, now, ct) is not { } job) return null;
        job.Begin(now);
        db.Update(job);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return job;
    }

    async Task RunInPlace(Job job, CancellationToken ct)
    {
        try { await Run(job, ct); }
        catch (Exception error) { NoWork(error); }      // its end could not be written: the lease will lapse and the job is taken up again
        finally { places.Release(); }
    }

    async Task Run(Job job, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var heart = KeepLease(job, stop.Token);
        string? error = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(job.BrandId);
            var kind = kinds.FirstOrDefault(k => k.Kind == job.Kind) ?? throw new InvalidOperationException($"Nothing does jobs of kind {job.Kind}.");
            await ((IJob)scope.ServiceProvider.GetRequiredService(kind.Type)).Run(job, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { await stop.CancelAsync(); await heart; await Change(job, (j, _) => j.PutBack(), CancellationToken.None); return; }
        catch (Exception e) { error = e.Message; Instruments.JobFailures.Add(1, new KeyValuePair<string, object?>("kind", job.Kind)); Failed(job.Kind, job.Id, e); }
        await stop.CancelAsync();
        await heart;
        await Change(job, (j, now) => { if (error is null) j.Finish(now); else j.Fail(error, now); }, CancellationToken.None);
    }

    async Task KeepLease(Job job, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Job.Lease / 3, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ct.IsCancellationRequested) return;
            await Change(job, (j, now) => j.StillHere(now), CancellationToken.None);
        }
    }

    async Task Change(Job job, Action<Job, DateTimeOffset> change, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(job.BrandId);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        if (await db.Set<Job>().SingleOrDefaultAsync(j => j.Id == job.Id, ct) is not { } now) return;
        change(now, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }

    async Task RunRecurring(CancellationToken ct)
    {
        foreach (var kind in kinds.Where(k => k.Every is not null))
        {
            var now = clock.GetUtcNow();
            if (nextRun.TryGetValue(kind.Kind, out var next) && now < next) continue;
            nextRun[kind.Kind] = now + kind.Every!.Value;
            await using var scope = scopes.CreateAsyncScope();
            try { await ((IJob)scope.ServiceProvider.GetRequiredService(kind.Type)).Run(Job.New(Guid.Empty, kind.Kind, "{}", now), ct); }
            catch (Exception error) when (error is not OperationCanceledException) { Failed(kind.Kind, Guid.Empty, error); }
        }
    }

    /// <summary>On SQLite this process is the only one: what was running when the last one died waits again at once.</summary>
    public async Task TakeUpAgain(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        if (!db.Dialect.IsSqlite) return;
        using var across = db.AcrossBrands();
        foreach (var job in await db.Set<Job>().IgnoreQueryFilters().Where(j => j.State == JobState.Running).ToListAsync(ct)) job.Release();
        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Kind} {Id} failed")]
    partial void Failed(string kind, Guid id, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job table could not be read; looking again in five seconds")]
    partial void NoWork(Exception error);
}
