using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Resolver.MakerLinks;

/// <summary>
/// Of which models codes lead elsewhere than to their page, remembered by this node: a scan of any other asks the database nothing more.
/// What is older than <see cref="Old"/> is read anew before it is answered from, so that a change takes effect everywhere within five seconds.
/// </summary>
internal sealed class RetargetBook(IServiceScopeFactory scopes, TimeProvider clock)
{
    static readonly TimeSpan Aging = TimeSpan.FromSeconds(2), Old = TimeSpan.FromSeconds(4);
    readonly ConcurrentDictionary<string, Entry> known = new(StringComparer.Ordinal);

    public ValueTask<bool> Has(Guid brand, string gtin, CancellationToken ct)
    {
        if (known.TryGetValue(gtin, out var entry))
        {
            var age = clock.GetUtcNow() - entry.Read;
            // one of those who come meanwhile looks again, the others go on
            if (age < Aging || (age < Old && Interlocked.Exchange(ref entry.BeingRead, 1) == 1)) return new(entry.Any);
        }
        return new(Read(brand, gtin, ct));
    }

    /// <summary>This node has changed a link of the model.</summary>
    public void Forget(string gtin) => known.TryRemove(gtin, out _);

    async Task<bool> Read(Guid brand, string gtin, CancellationToken ct)
    {
        var began = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
        var any = await scope.ServiceProvider.GetRequiredService<AppDb>().Set<MakerLink>().AnyAsync(l => l.Gtin == gtin && l.IsDefault && l.RemovedAt == null, ct);
        known[gtin] = new(any, began);
        return any;
    }

    sealed class Entry(bool any, DateTimeOffset read)
    {
        public bool Any => any;
        public DateTimeOffset Read => read;
        public int BeingRead;
    }
}
