using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Imports;

/// <summary>Imports of the last week with rows that were refused, until the same kind was imported without any.</summary>
internal sealed class ImportsToday(AppDb db, OpenKinds kinds, TimeProvider clock, IStringLocalizer<Texts> words) : ITodayItem
{
    static readonly TimeSpan Back = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<TodayItem>> Items(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Back;
        var open = kinds.Names;
        var runs = await db.Set<ImportRun>().AsNoTracking().Where(r => r.EndedAt >= since && !r.DryRun && r.FileId != null && open.Contains(r.Kind)).OrderByDescending(r => r.Id).Take(100).ToListAsync(ct);
        return
        [
            .. runs.GroupBy(r => r.Kind).Select(g => g.First()).Where(r => r.RefusedRows > 0 || r.State == ImportState.Refused).Select(r => new TodayItem(r.EndedAt!.Value,
                r.State == ImportState.Refused ? words["Today.FileRefused", r.FileName] : r.RefusedRows == 1 ? words["Today.RowRefused", r.FileName] : words["Today.RowsRefused", r.RefusedRows, r.FileName],
                words["Today.SeeWhy"], $"/admin/imports/{r.Id}")),
        ];
    }
}

internal sealed class FirstImport(AppDb db, IStringLocalizer<Texts> words) : ISetupStep
{
    public async Task<SetupStep> Look(CancellationToken ct) => new(40, words["Setup.Import"], words["Setup.ImportText"], words["Import.Begin"], "/admin/imports", await db.Set<ImportRun>().AnyAsync(r => !r.DryRun, ct));
}
