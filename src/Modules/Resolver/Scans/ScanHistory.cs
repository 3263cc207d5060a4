using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver.Scans;

/// <summary>A unit's timeline says on which days people scanned it.</summary>
internal sealed class ScanHistory(AppDb db, IStringLocalizer<Texts> words) : IHistory
{
    const int Newest = 1_000;

    public async Task<IReadOnlyList<HistoryEntry>> Of(ProductUnit unit, CancellationToken ct)
    {
        var times = await db.Set<UnitScan>().AsNoTracking()
            .Where(s => s.Gtin == unit.Gtin && s.Serial == unit.Serial && (s.Device == null || (s.Device != ScanDevice.Bot && s.Device != ScanDevice.Staff)))
            .OrderByDescending(s => s.At).Select(s => s.At).Take(Newest).ToListAsync(ct);
        return [.. times.GroupBy(t => t.Day()).Select(day => new HistoryEntry(day.First(), "scanned",
            day.Skip(1).Any() ? words["History.Scanned.Many", day.Count(), day.Key.Long()] : words["History.Scanned.One", day.Key.Long()]))];
    }
}
