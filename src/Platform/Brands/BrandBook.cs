using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Brands;

/// <summary>The brands, remembered by this node for five seconds.</summary>
public sealed class BrandBook(IServiceScopeFactory scopes, TimeProvider clock)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    readonly ConcurrentDictionary<Guid, (Brand Brand, long Read)> byId = new();

    public async ValueTask<Brand> Get(Guid id, CancellationToken ct)
    {
        if (byId.TryGetValue(id, out var known) && clock.GetElapsedTime(known.Read) < Fresh) return known.Brand;
        await using var scope = scopes.CreateAsyncScope();
        var brand = await scope.ServiceProvider.GetRequiredService<AppDb>().Set<Brand>().AsNoTracking().SingleAsync(b => b.Id == id, ct);
        byId[id] = (brand, clock.GetTimestamp());
        return brand;
    }

    /// <summary>What was changed is read anew at the next look.</summary>
    public void Forget(Guid id) => byId.TryRemove(id, out _);
}
