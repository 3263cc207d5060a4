using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;

namespace Nameplate.Resolver.MakerLinks;

/// <summary>The maker's links that hold now for a model, and for a variant, a lot or a serial of it.</summary>
internal sealed class ReadLinks(AppDb db, TimeProvider clock)
{
    /// <summary>Of the same level and purpose the one that began last comes first: a campaign stands in front of what holds all the year.</summary>
    public async Task<IReadOnlyList<MakerLink>> Of(string gtin, string? variant, IReadOnlyCollection<string> lots, string? serial, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var links = await db.Set<MakerLink>().AsNoTracking()
            .Where(l => l.Gtin == gtin && l.RemovedAt == null && (l.Serial == null || l.Serial == serial) && (l.Lot == null || lots.Contains(l.Lot)) && (l.Variant == null || l.Variant == variant))
            .ToListAsync(ct);
        return [.. links.Where(l => l.State(now) == MakerLinkState.Active).OrderByDescending(l => l.ValidFrom ?? DateTimeOffset.MinValue).ThenByDescending(l => l.Id)];
    }
}
