using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Brands;

/// <summary>The brands that have a host of their own, remembered by this node for five seconds.</summary>
public sealed class BrandHosts(IServiceScopeFactory scopes, TimeProvider clock)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    readonly Lock reading = new();
    volatile Snapshot? known;

    sealed record Snapshot(Dictionary<Guid, string> Hosts, long Read);

    /// <summary>The brand's own host; null where it has none. Not asynchronous, because addresses are made everywhere: one caller in five seconds reads, the others go on with what is known.</summary>
    public string? Of(Guid brand)
    {
        var now = known;
        if (now is not null && clock.GetElapsedTime(now.Read) < Fresh) return now.Hosts.GetValueOrDefault(brand);
        if (now is not null && !reading.TryEnter()) return now.Hosts.GetValueOrDefault(brand);
        if (now is null) reading.Enter();
        try
        {
            if (known is not { } read || clock.GetElapsedTime(read.Read) >= Fresh) known = read = Read();
            return read.Hosts.GetValueOrDefault(brand);
        }
        finally { reading.Exit(); }
    }

    Snapshot Read()
    {
        var at = clock.GetTimestamp();
        using var scope = scopes.CreateScope();
        return new(scope.ServiceProvider.GetRequiredService<AppDb>().Set<Brand>().AsNoTracking().Where(b => b.Host != null).ToDictionary(b => b.Id, b => b.Host!), at);
    }

    /// <summary>What was changed is read anew at the next look.</summary>
    public void Forget() => known = null;
}
