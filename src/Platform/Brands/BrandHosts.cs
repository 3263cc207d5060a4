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

    sealed record Snapshot(Dictionary<Guid, string> Hosts, long Read)
    {
        public HashSet<string> Names { get; } = new(Hosts.Values, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The brand's own host; null where it has none.</summary>
    public string? Of(Guid brand) => Known().Hosts.GetValueOrDefault(brand);

    /// <summary>Whether a brand has this host.</summary>
    public bool Has(string host) => Known().Names.Contains(host);

    /// <summary>Not asynchronous, because addresses are made everywhere: one caller in five seconds reads, the others go on with what is known.</summary>
    Snapshot Known()
    {
        var now = known;
        if (now is not null && (clock.GetElapsedTime(now.Read) < Fresh || !reading.TryEnter())) return now;
        if (now is null) reading.Enter();
        try
        {
            if (known is not { } read || clock.GetElapsedTime(read.Read) >= Fresh) known = read = Read();
            return read;
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
