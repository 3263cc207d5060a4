using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Warranty.Coverage;

/// <summary>What this module knows of a unit's life: when cover begins, of whichever kind.</summary>
internal sealed class CoverHistory(AppDb db, IStringLocalizer<Texts> words) : IHistory
{
    public async Task<IReadOnlyList<HistoryEntry>> Of(ProductUnit unit, CancellationToken ct) =>
        [.. (await db.Set<Cover>().AsNoTracking().Where(c => c.UnitId == unit.Id && c.From != null).OrderBy(c => c.Id).ToListAsync(ct))
            .Select(c => new HistoryEntry(c.From!.Value.Midnight(), "cover_began", words["History." + c.Kind, c.To!.Value.Long()]) { Topic = HistoryTopic.Cover, IsWholeDay = true })];
}
