using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Bulk;

/// <summary>Bulk changes in the console: the question with its count, the start, how far it is, and undoing.</summary>
internal sealed class BulkConsole(AppDb db, CurrentBrand brand, Rights rights, IEnumerable<IBulkAction> actions, IEnumerable<IConsoleList> lists, RunBulk run, ConsoleFrames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal const int MostCounted = 1_000_000;

    /// <param name="Keys">The ticked rows; null for all that match.</param>
    internal sealed record Selection(string Query, IReadOnlyList<string>? Keys, int Count);

    internal static Task<IResult> Ask(HttpContext http, BulkConsole bulk, CancellationToken ct) => bulk.Ask(http, ct);
    internal static Task<IResult> Start(HttpContext http, BulkConsole bulk, CancellationToken ct) => bulk.Start(http, ct);
    internal static Task<IResult> Page(Guid id, HttpContext http, BulkConsole bulk, CancellationToken ct) => bulk.Page(id, http, ct);
    internal static Task<IResult> Undo(Guid id, HttpContext http, BulkConsole bulk, CancellationToken ct) => bulk.Undo(id, http, ct);

    async Task<IResult> Ask(HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (Find(form["action"]) is not { } action) return await frames.NotHere(http);
        var selection = await Read(action, form, ct);
        return selection.Count == 0 ? TypedResults.LocalRedirect(ListOf(action).Path + With(selection.Query, "done=select")) : await Show(http, action, selection, frames.NewForm(), StatusCodes.Status200OK);
    }

    async Task<IResult> Start(HttpContext http, CancellationToken ct)
    {
        var posted = await http.Request.ReadFormAsync(ct);
        if (Find(posted["action"]) is not { } action) return await frames.NotHere(http);
        var (form, selection) = (frames.Read(posted), await Read(action, posted, ct));
        var argument = action.Read(form);
        if (BulkPage.AsksTwice(selection) && !form.Ticked("sure")) form.Refuse("sure", words["Bulk.TickSure"]);
        if (!form.IsRight) return await Show(http, action, selection, form, StatusCodes.Status422UnprocessableEntity);

        var change = new BulkChange
        {
            BrandId = brand.Id, StaffId = ListReader.StaffOf(http), Action = action.Key, Argument = argument, Query = selection.Query,
            Keys = selection.Keys is null ? null : string.Join('\n', selection.Keys), Total = selection.Count, CreatedAt = clock.GetUtcNow(),
        };
        db.Add(change);
        return await run.Start(change, ct) ? TypedResults.LocalRedirect(ListOf(action).Path + With(selection.Query, "change=" + change.Id)) : TypedResults.LocalRedirect("/admin/changes/" + change.Id);
    }

    async Task<IResult> Page(Guid id, HttpContext http, CancellationToken ct) =>
        await Mine(id, http, ct) is ({ } change, { } action)
            ? Pages.Console<BulkRunPage>(new BulkRunPage.Shown(await frames.For(http, action.Text), change, action, ListOf(action), clock.GetUtcNow())) : await frames.NotHere(http);

    async Task<IResult> Undo(Guid id, HttpContext http, CancellationToken ct)
    {
        if (await Mine(id, http, ct) is not ({ } change, { } action)) return await frames.NotHere(http);
        if (action.CanBeUndone && change.CanBeUndone(clock.GetUtcNow()))
        {
            change.Undo();
            try { await run.Start(change, ct); }
            catch (DbUpdateConcurrencyException) { db.ChangeTracker.Clear(); }      // somebody was quicker
        }
        return TypedResults.LocalRedirect("/admin/changes/" + id);
    }

    IConsoleList ListOf(IBulkAction action) => lists.Single(l => l.Key == action.List);
    IBulkAction? Find(string? key) => actions.FirstOrDefault(a => a.Key == key && rights.May(a.Permission));

    async Task<(BulkChange? Change, IBulkAction? Action)> Mine(Guid id, HttpContext http, CancellationToken ct)
    {
        var staff = ListReader.StaffOf(http);
        return await db.Set<BulkChange>().SingleOrDefaultAsync(c => c.Id == id && c.StaffId == staff, ct) is { } change && Find(change.Action) is { } action ? (change, action) : (null, null);
    }

    async Task<Selection> Read(IBulkAction action, IFormCollection form, CancellationToken ct)
    {
        var query = ListQuery.Parse(form["query"]);
        if (form["all"] == "true") return new(query.Lasting, null, await ListOf(action).Count(query, MostCounted, ct));
        List<string> keys = [.. form["row"].OfType<string>().Where(k => k.Length is > 0 and < 200 && !k.Contains('\n', StringComparison.Ordinal)).Distinct().Take(RunBulk.MostInRequest)];
        return new(query.Lasting, keys, keys.Count);
    }

    async Task<IResult> Show(HttpContext http, IBulkAction action, Selection selection, ConsoleForm form, int status) =>
        Pages.Console<BulkPage>(new BulkPage.Shown(await frames.For(http, action.Text), action, ListOf(action), selection, form), status);

    static string With(string query, string more) => query + (query.Length == 0 ? "?" : "&") + more;
}
