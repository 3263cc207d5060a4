using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.EventLog;

/// <summary>Keeps every subscriber moving along the log.</summary>
public sealed partial class EventPump(IServiceScopeFactory scopes, IEnumerable<Subscribed> subscribers, EventSignal signal, Rush rush, IDialect dialect, TimeProvider clock, ILogger<EventPump> log) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500), AfterFailure = TimeSpan.FromSeconds(5);
    const int Patience = 4;
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10), BesideRush = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(subscribers.Select(s => Follow(s, stoppingToken)));

    async Task Follow(Subscribed subscriber, CancellationToken ct)
    {
        var failures = 0;
        var stride = subscriber.NewStride();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var turn = await Advance(subscriber, stride, ct);
                failures = 0;
                if (turn.Rows == 0) await signal.Wait(Look, TimeProvider.System, ct);
                else
                {
                    stride.Took(turn);
                    await Task.Delay(rush.IsOn ? BesideRush : turn.IsLast || turn.Took > subscriber.Rest ? subscriber.Rest : turn.Took, TimeProvider.System, ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested) { return; }
            catch (Exception error)      // the batch was rolled back; it is tried again, so that no event is skipped
            {
                Failed(subscriber.Name, error);
                failures = stride.IsOne && !IsStorage(error) ? failures + 1 : 0;
                if (failures >= Patience && await SetAside(subscriber, error, ct)) { failures = 0; continue; }
                stride.Failed();
                await Task.Delay(AfterFailure, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The records are out of reach: that is no fault of the row.</summary>
    bool IsStorage(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            if (dialect.Explain(error) is not null || error is System.Data.Common.DbException { IsTransient: true }) return true;
        return false;
    }

    /// <summary>A row that fails alone, again and again, is set aside: it must not hold up those behind it for ever.</summary>
    async Task<bool> SetAside(Subscribed subscriber, Exception error, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (!await subscriber.SetAside(scope.ServiceProvider, (error is DbUpdateException ? error.GetBaseException() : error).Message, ct)) return false;
            Aside(subscriber.Name, error.Message);
            return true;
        }
        catch (Exception other) when (other is not OperationCanceledException) { Failed(subscriber.Name, other); return false; }
    }

    /// <summary>Tries a row of the current brand once more that was set aside. It fails as the subscriber does.</summary>
    public async Task<bool> TryAgain(Guid brand, string name, ulong tx, long position, CancellationToken ct)
    {
        if (subscribers.FirstOrDefault(s => s.Name == name) is not { } subscriber) return false;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Brands.CurrentBrand>().Become(brand);
        return await subscriber.TryAgain(scope.ServiceProvider, tx, position, ct);
    }

    async Task<Turn> Advance(Subscribed subscriber, Stride stride, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await subscriber.Advance(scope.ServiceProvider, stride, ct);
    }

    /// <summary>Moves every subscriber over everything that was committed when this was called, in this process.</summary>
    public async Task CatchUp(CancellationToken ct)
    {
        foreach (var subscriber in subscribers) await CatchUp(subscriber, _ => { }, ct);
    }

    /// <summary>The same for one subscriber.</summary>
    public Task CatchUp(string name, CancellationToken ct) => CatchUp(subscribers.Single(s => s.Name == name), _ => { }, ct);

    /// <summary>
    /// In batches short enough for the requests beside it. On PostgreSQL a committed event stays out of sight while an older transaction runs:
    /// it is waited for, but not for ever.
    /// </summary>
    async Task<long> CatchUp(Subscribed subscriber, Action<long> progress, CancellationToken ct)
    {
        var (began, stride, done, allInSight) = (clock.GetTimestamp(), subscriber.NewStride(), 0L, false);
        var next = await Ask(db => dialect.NextTransaction(db, ct));
        while (true)
        {
            if (await Advance(subscriber, stride, ct) is { Rows: > 0 } turn)
            {
                stride.Took(turn);
                progress(done += turn.Rows);
            }
            else if (!await Waits(subscriber, ct))
            {
                if (allInSight || clock.GetElapsedTime(began) > LongestWait) return done;
                allInSight = await Ask(db => dialect.OldestTransaction(db, ct)) >= next;
                if (!allInSight) await Task.Delay(20, ct);
            }
        }
    }

    async Task<T> Ask<T>(Func<AppDb, Task<T>> question)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    /// <summary>True after a pause when events wait that another node is just handling.</summary>
    async Task<bool> Waits(Subscribed subscriber, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!await subscriber.AnyWaiting(scope.ServiceProvider, ct)) return false;
        await Task.Delay(50, ct);
        return true;
    }

    /// <summary>Drops a read model and makes it again from the first event.</summary>
    /// <returns>How many events it was made from, or null when no read model has that name.</returns>
    public async Task<long?> Rebuild(string name, Action<long> progress, CancellationToken ct)
    {
        if (subscribers.FirstOrDefault(s => s.Name == name) is not { Clear: { } clear } subscriber) return null;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            await using var tx = await db.Database.BeginTransactionAsync(ct);
            using (db.AcrossBrands()) await clear(scope.ServiceProvider, db, ct);
            using (db.AcrossBrands()) await db.Set<DeadEvent>().IgnoreQueryFilters().Where(d => d.Subscriber == name).ExecuteDeleteAsync(ct);
            await db.Set<EventCursor>().Where(c => c.Subscriber == name).ExecuteUpdateAsync(u => u.SetProperty(c => c.Tx, 0UL).SetProperty(c => c.Position, 0L), ct);
            await tx.CommitAsync(ct);
        }
        return await CatchUp(subscriber, progress, ct);
    }

    public IEnumerable<string> ReadModels => subscribers.Where(s => s.Clear is not null).Select(s => s.Name);

    /// <summary>Cursors exist before anybody follows them: two nodes must not race to make one.</summary>
    public async Task SeedCursors(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var known = await db.Set<EventCursor>().Select(c => c.Subscriber).ToListAsync(ct);
        foreach (var name in subscribers.Select(s => s.Name).Except(known))
        {
            db.Add(new EventCursor { Subscriber = name });
            try { await db.SaveChangesAsync(ct); }
            catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e)) { db.ChangeTracker.Clear(); /* another node was first */ }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Subscriber {Name} cannot handle an event; it was set aside and is listed under Jobs in the console: {Reason}")]
    partial void Aside(string name, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Subscriber {Name} failed; its batch was rolled back and is tried again")]
    partial void Failed(string name, Exception error);
}
