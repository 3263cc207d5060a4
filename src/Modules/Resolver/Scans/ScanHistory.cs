using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver.Scans.Places;

namespace Nameplate.Resolver.Scans;

/// <summary>A unit's timeline says on which days people scanned it.</summary>
internal sealed class ScanHistory(AppDb db, IProducts products, IStringLocalizer<Texts> words) : IHistory
{
    const int Newest = 1_000;

    public async Task<IReadOnlyList<HistoryEntry>> Of(ProductUnit unit, CancellationToken ct)
    {
        string[] serials = [unit.Serial, .. (await products.Labels([unit.Id], ct))[unit.Id]];      // by whichever of its labels, and by its old serial
        var scans = await db.Set<UnitScan>().AsNoTracking()
            .Where(s => s.Gtin == unit.Gtin && serials.Contains(s.Serial) && (s.Device == null || (s.Device != ScanDevice.Bot && s.Device != ScanDevice.Staff)))
            .OrderByDescending(s => s.At).Select(s => new { s.At, s.Placement, s.Country, s.Region }).Take(Newest).ToListAsync(ct);
        return [.. scans.GroupBy(s => s.At.Day()).Select(day => new HistoryEntry(day.First().At, "scanned",
            day.Skip(1).Any() ? words["History.Scanned.Many", day.Count(), day.Key.Long()] : words["History.Scanned.One", day.Key.Long()])
        {
            Topic = HistoryTopic.Scans,
            Detail = Line(day.Select(s => PlaceText.Of(s.Country, s.Region)).Concat(day.Select(s => s.Placement is { } at ? words["Placement." + at].Value : null))),
        })];
    }

    static string? Line(IEnumerable<string?> parts) => string.Join(" · ", parts.OfType<string>().Distinct()) is { Length: > 0 } line ? line : null;
}
