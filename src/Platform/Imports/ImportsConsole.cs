using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Imports;

/// <summary>Imports in the console: the form with its columns explained, the runs, and what was refused in one of them.</summary>
internal sealed class ImportsConsole(AppDb db, UploadImport upload, OpenKinds kinds, IEnumerable<ExportKind> exports, Rights rights, TimeProvider clock, FileStore files, ListReader lists, ImportList runs, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    const int ErrorsShown = 100;

    internal static Task<IResult> Page(HttpContext http, ImportsConsole imports, CancellationToken ct, string? kind = null)
    {
        var form = imports.NewForm();
        form["kind"] = kind;
        return imports.Show(http, form, ct);
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
        if (!form.IsRight) return await Show(http, form, ct);
        var (run, error) = await upload.Handle(form["kind"], file, form.Ticked("dryRun"), ct);
        if (run is not null) return TypedResults.LocalRedirect($"/admin/imports/{run.Id}");
        form.Refuse([error!]);
        return await Show(http, form, ct);
    }

    internal static IResult Csv(HttpContext http, ListReader lists, ImportList runs, CancellationToken ct) => lists.Csv(http, runs, ct);

    async Task<IResult> Show(HttpContext http, ConsoleForm form, CancellationToken ct) =>
        Pages.Console<ImportsPage>(new ImportsPage.Shown(await lists.Read(http, runs, words["Imports"], words, ct), kinds.All, [.. exports.Where(e => rights.May(e.Needs)).Select(e => e.Kind)], form), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

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
