using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Brands;

/// <summary>
/// The brands that have a host of their own, remembered by this node for five seconds. Addresses are made everywhere, so asking does not wait:
/// each request has the hosts looked at before it begins, and one reads for all.
/// </summary>
public sealed class BrandHosts(IServiceScopeFactory scopes, TimeProvider clock)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    readonly Lock starting = new();
    volatile Snapshot? known;
    Task? reading;

    sealed record Snapshot(Dictionary<Guid, string> Hosts, long Read)
    {
        public HashSet<string> Names { get; } = new(Hosts.Values, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The brand's own host; null where it has none.</summary>
    public string? Of(Guid brand) => Known().Hosts.GetValueOrDefault(brand);

    /// <summary>Whether a brand has this host.</summary>
    public bool Has(string host) => Known().Names.Contains(host);

    /// <summary>Has them read where that was too long ago; goes on with what is known where they cannot be.</summary>
    public ValueTask Look(CancellationToken ct) => IsFresh ? ValueTask.CompletedTask : new(LookAgain(ct));

    /// <summary>Reads them after a change.</summary>
    public async Task Changed(CancellationToken ct)
    {
        if (reading is { } before) await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);      // it may have read before the change
        await Read().WaitAsync(ct);
    }

    bool IsFresh => known is { } now && clock.GetElapsedTime(now.Read) < Fresh;

    async Task LookAgain(CancellationToken ct)
    {
        try { await Read().WaitAsync(ct); }
        catch (Exception) when (known is not null && !ct.IsCancellationRequested) { /* whoever needs the records will say so */ }
    }

    /// <summary>Work behind the requests, and the command line, come without a look: the first of them waits, later ones have it read for the next.</summary>
    Snapshot Known()
    {
        if (known is null) Read().GetAwaiter().GetResult();
        else if (!IsFresh) _ = LookAgain(CancellationToken.None);
        return known!;
    }

    Task Read()
    {
        lock (starting) return reading is { IsCompleted: false } ? reading : reading = Task.Run(ReadNow);
    }

    async Task ReadNow()
    {
        var at = clock.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        known = new(await scope.ServiceProvider.GetRequiredService<AppDb>().Set<Brand>().AsNoTracking().Where(b => b.Host != null).ToDictionaryAsync(b => b.Id, b => b.Host!), at);
    }
}
