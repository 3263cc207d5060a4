using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Imports;

/// <summary>Imports in the console: the form with its columns explained, the runs, and what was refused in one of them.</summary>
internal sealed class ImportsConsole(AppDb db, UploadImport upload, OpenKinds kinds, IEnumerable<ExportKind> exports, Rights rights, TimeProvider clock, FileStore files, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    const int PageSize = 25, ErrorsShown = 100;

    internal static Task<IResult> Page(HttpContext http, ImportsConsole imports, CancellationToken ct, string? kind = null, string? after = null)
    {
        var form = imports.NewForm();
        form["kind"] = kind;
        return imports.Show(http, form, after, ct);
    }

    internal static Task<IResult> Upload(HttpContext http, IFormCollection posted, ImportsConsole imports, CancellationToken ct) => imports.Begin(http, posted, ct);
    internal static Task<IResult> Run(Guid id, HttpContext http, ImportsConsole imports, CancellationToken ct) => imports.ShowRun(id, http, ct);

    ConsoleForm NewForm() => frames.NewForm();

    async Task<IResult> Begin(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var file = posted.Files.GetFile("file");
        if (!kinds.All.Any(k => k.Kind == form["kind"])) form.Refuse("kind", words["Form.Choice"]);
        if (file is not { Length: > 0 }) form.Refuse("file", words["Import.NoFile"]);
        if (!form.IsRight) return await Show(http, form, null, ct);
        var (run, error) = await upload.Handle(form["kind"], file, form.Ticked("dryRun"), ct);
        if (run is not null) return TypedResults.LocalRedirect($"/admin/imports/{run.Id}");
        form.Refuse([error!]);
        return await Show(http, form, null, ct);
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, string? after, CancellationToken ct)
    {
        var open = kinds.Names;
        var runs = db.Set<ImportRun>().AsNoTracking().Where(r => open.Contains(r.Kind));
        if (PageMark.Read(after, 1) is [var mark] && Guid.TryParse(mark, out var id)) runs = runs.Where(r => r.Id.CompareTo(id) < 0);
        var shown = await runs.OrderByDescending(r => r.Id).Take(PageSize + 1).ToListAsync(ct);
        var next = shown.Count > PageSize ? PageMark.Of(shown[PageSize - 1].Id.ToString()) : null;
        return Pages.Console<ImportsPage>(new ImportsPage.Shown(await frames.For(http, words["Imports"]), kinds.All, [.. exports.Where(e => rights.May(e.Needs)).Select(e => e.Kind)], form, [.. shown.Take(PageSize)], next), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    async Task<IResult> ShowRun(Guid id, HttpContext http, CancellationToken ct) =>
        await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is { } run && kinds.Missing(run.Kind) is null
            ? Pages.Console<ImportRunPage>(new ImportRunPage.Shown(await frames.For(http, words["Import.Of", run.FileName]), run, await ErrorsOf(run, ct), clock.GetUtcNow()))
            : await frames.NotHere(http);

    /// <summary>The first rows that were refused.</summary>
    async Task<IReadOnlyList<string[]>> ErrorsOf(ImportRun run, CancellationToken ct)
    {
        if (run.ErrorsFileId is not { } id || await files.Find(id, ct) is not { } file) return [];
        await using var content = files.Open(file);
        using var csv = CsvReader.Create(content, new CsvReaderOptions { Separator = ',' }, leaveOpen: true);
        await csv.ReadHeaderAsync(ct);
        List<string[]> errors = [];
        while (errors.Count < ErrorsShown && await csv.ReadAsync(ct)) errors.Add([csv.GetString(0), csv.GetString(1), csv.GetString(2), csv.GetString(3)]);
        return errors;
    }
}
