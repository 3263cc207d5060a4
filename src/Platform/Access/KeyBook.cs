using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access;

/// <summary>The API keys that are in use, remembered by this node for three seconds: a revocation holds on every node before five have passed.</summary>
public sealed class KeyBook(IServiceScopeFactory scopes, TimeProvider clock)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);
    readonly ConcurrentDictionary<string, (ApiKey Key, long Read)> byHash = new(StringComparer.Ordinal);

    /// <returns>Null where no key has, or lately had, a secret of this hash.</returns>
    public async ValueTask<ApiKey?> Find(string hash, CancellationToken ct)
    {
        if (byHash.TryGetValue(hash, out var known) && clock.GetElapsedTime(known.Read) < Fresh) return known.Key;
        var asked = clock.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var key = await scope.ServiceProvider.GetRequiredService<AppDb>().Set<ApiKey>().AsNoTracking().FirstOrDefaultAsync(k => k.KeyHash == hash || k.PriorHash == hash, ct);
        if (key is null) { byHash.TryRemove(hash, out _); return null; }
        byHash[hash] = (key, asked);
        return key;
    }

    /// <summary>What was changed is read anew at the next look.</summary>
    public void Forget(Guid id)
    {
        foreach (var (hash, entry) in byHash)
            if (entry.Key.Id == id) byHash.TryRemove(hash, out _);
    }
}
