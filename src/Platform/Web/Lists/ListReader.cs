using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Web.Lists;

/// <summary>Reads a page of a list for somebody: with the columns they chose and the filters they saved; and the same rows as a file.</summary>
public sealed class ListReader(AppDb db, ConsoleFrames frames, IEnumerable<IBulkAction> actions, IEnumerable<IGlance> glances, Rights rights, TimeProvider clock)
{
    const int Portion = 1_000;

    public async Task<ListView<T>> Read<T>(HttpContext http, ConsoleList<T> list, string title, IStringLocalizer words, CancellationToken ct)
    {
        var (asked, staff) = (ListQuery.Of(http.Request), StaffOf(http));
        var open = asked["open"] is { } key ? await Look(list, key, ct) : null;
        var frame = await frames.For(http, title, words);
        if (http.Request.Headers["HX-Target"] == ListView<T>.Panel) return new() { Frame = frame, List = list, Asked = asked, Open = open, IsPanel = true };
        await list.Prepare(ct);
        var rows = await list.After(asked, asked["after"]).Take(ListView<T>.PageSize + 1).ToListAsync(ct);
        await list.Fill(rows, ct);
        var saved = await db.Set<SavedFilter>().AsNoTracking().Where(f => f.StaffId == staff && f.List == list.Key).OrderBy(f => f.Name).Take(SavedFilter.Most).ToListAsync(ct);
        var more = rows.Count > ListView<T>.PageSize;
        var change = Guid.TryParse(asked["change"], out var id) ? await db.Set<BulkChange>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.StaffId == staff, ct) : null;
        return new()
        {
            Frame = frame, List = list, Asked = asked, Open = open, Rows = [.. rows.Take(ListView<T>.PageSize)], Next = more ? list.MarkOf(asked, rows[ListView<T>.PageSize - 1]) : null,
            Columns = await Columns(list, staff, ct), Saved = [.. saved.Select(f => (f.Id, f.Name, f.Query))],
            Count = more || asked["after"] is not null ? await list.Count(asked, ListView<T>.MostCounted + 1, ct) : rows.Count,
            Actions = [.. actions.Where(a => a.List == list.Key && rights.May(a.Permission))],
            Change = change, CanUndo = change?.CanBeUndone(clock.GetUtcNow()) is true && actions.Any(a => a.Key == change.Action && a.CanBeUndone),
        };
    }

    async Task<Glance?> Look<T>(ConsoleList<T> list, string key, CancellationToken ct)
    {
        if (await list.Look(key, ct) is not { } glance) return null;
        foreach (var more in glances.Where(g => g.List == list.Key)) await more.Add(glance, key, ct);
        return glance;
    }

    /// <summary>The rows that the address asks for, in all columns, or with <c>columns=shown</c> in those that are shown. Read portion by portion: a long list holds nothing up.</summary>
    public IResult Csv<T>(HttpContext http, ConsoleList<T> list, CancellationToken ct) => TypedResults.Stream(async output =>
    {
        await list.Prepare(ct);
        var asked = ListQuery.Of(http.Request);
        var columns = (asked["columns"] == "shown" ? await Columns(list, StaffOf(http), ct) : list.Columns).Where(c => c.Csv is not null).ToList();
        await using var csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true);
        foreach (var column in columns) csv.WriteField(column.Key);
        await csv.EndRecordAsync(ct);
        for (string? mark = null; ;)
        {
            var rows = await list.After(asked, mark).Take(Portion).ToListAsync(ct);
            await list.Fill(rows, ct);
            foreach (var row in rows)
            {
                foreach (var column in columns) csv.WriteField(FormulaGuard.On(column.Csv!(row)));
                await csv.EndRecordAsync(ct);
            }
            if (rows.Count < Portion) return;
            mark = list.MarkOf(asked, rows[^1]);
        }
    }, "text/csv; charset=utf-8", list.Key + ".csv");

    async Task<IReadOnlyList<ListColumn<T>>> Columns<T>(ConsoleList<T> list, Guid staff, CancellationToken ct)
    {
        var chosen = (await db.Set<ChosenColumns>().AsNoTracking().SingleOrDefaultAsync(c => c.StaffId == staff && c.List == list.Key, ct))?.Columns.Split(',');
        return [.. list.Columns.Where(c => c.IsName || (chosen is null ? c.IsUsual : chosen.Contains(c.Key)))];
    }

    public static Guid StaffOf(HttpContext http) => Guid.TryParse(Caller.Of(http.User).Id, out var id) ? id : Guid.Empty;
}
