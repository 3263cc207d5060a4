using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Imports;

/// <summary>An import through the API or the console: the file is stored, a job takes it.</summary>
public sealed class UploadImport(AppDb db, CurrentBrand brand, FileStore files, Importer importer, SentOnce once, TimeProvider clock) : IJob
{
    /// <summary>Bytes of a file; other requests may be far smaller.</summary>
    public const long Largest = 2L << 30;

    static string IJob.Kind => "platform.import";

    /// <returns>The import that will run, or what is wrong.</returns>
    public async Task<(ImportRun? Run, FieldError? Error)> Handle(string? kind, IFormFile? upload, bool dryRun, CancellationToken ct)
    {
        if (!importer.Kinds.Contains(kind)) return (null, new("kind", $"“{kind}” cannot be imported. Use one of {string.Join(", ", importer.Kinds)}."));
        if (upload is null || upload.Length == 0) return (null, new("file", "Send the CSV file in the part “file”."));
        if (once.RecordId is { } sent && await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == sent, ct) is { } before) return (before, null);
        await using var content = upload.OpenReadStream();
        if (await IsNoText(content, ct)) return (null, new("file", "This file is not a CSV. Save the table as CSV in UTF-8 and send that."));
        var name = FileNames.Plain(upload.FileName);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        content.Position = 0;
        var file = await files.Save(name, "text/csv", content, isPublic: false, ct);
        var now = clock.GetUtcNow();
        var run = new ImportRun { Id = once.RecordId ?? OrderedId.Next(), BrandId = brand.Id, Kind = kind!, FileName = name, FileHash = hash, DryRun = dryRun, FileId = file.Id, StartedAt = now };
        db.Add(run);
        db.Add(Job.New(brand.Id, "platform.import", JsonSerializer.Serialize(run.Id), now));
        await db.SaveChangesAsync(ct);
        return (run, null);
    }

    /// <summary>A workbook, an archive, a picture, a PDF, or text in UTF-16: its first bytes tell, not its name. A stray byte further on refuses its row alone.</summary>
    static async Task<bool> IsNoText(Stream content, CancellationToken ct)
    {
        var start = new byte[8];
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        content.Position = 0;
        return Array.Exists(NoTexts, sign => start.AsSpan(0, read).StartsWith(sign)) || (read > 1 && (start[0] == 0 || start[1] == 0));
    }

    static readonly byte[][] NoTexts = [[.. "PK\x03\x04"u8], [.. "%PDF-"u8], [.. "GIF8"u8], [.. "RIFF"u8], [0x1f, 0x8b], [0xd0, 0xcf, 0x11, 0xe0], [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0xff, 0xfe], [0xfe, 0xff], [0x28, 0xb5, 0x2f, 0xfd], [0x37, 0x7a, 0xbc, 0xaf]];

    async Task IJob.Run(Job job, CancellationToken ct)
    {
        var id = JsonSerializer.Deserialize<Guid>(job.Argument);
        var run = await db.Set<ImportRun>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        if (run.State is ImportState.Done or ImportState.Refused) return;
        await using var content = files.Open((await files.Find(run.FileId!.Value, ct))!);
        StoredFile? errors = null;
        try
        {
            await importer.Run(run, content, () =>
            {
                (errors, var bytes) = files.Create(Path.GetFileNameWithoutExtension(run.FileName) + ".errors.csv", "text/csv", id: run.Id);      // found again when the run was interrupted
                return bytes;
            }, _ => { }, ct, stop => Keep(errors, run, stop));
        }
        catch (Exception error) when (job.IsLastAttempt && error is not OperationCanceledException)
        {
            await Keep(errors, run, ct);
            await importer.GiveUp(run, ct);
            throw;
        }
    }

    /// <summary>Puts the file of row errors on record, before the run says that it is done.</summary>
    async Task Keep(StoredFile? errors, ImportRun run, CancellationToken ct)
    {
        if (errors is null) return;
        await files.Keep(errors, ct);
        await db.SaveChangesAsync(ct);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<ImportRun>().Where(r => r.Id == run.Id).ExecuteUpdateAsync(u => u.SetProperty(r => r.ErrorsFileId, errors.Id), ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>An import.</summary>
    /// <param name="State"><c>waiting</c>, <c>running</c>, <c>done</c>, or <c>refused</c>: the file as a whole, and why in <c>error</c>.</param>
    /// <param name="Share">How much of the file is taken, 0 to 1.</param>
    /// <param name="Errors">Address of the CSV of refused rows.</param>
    internal sealed record Item(Guid Id, string Kind, string FileName, ImportState State, string? Error, string? IgnoredColumns, bool DryRun, double Share, long Rows, long Added, long Changed, long Unchanged, long Refused, string? Errors, DateTimeOffset StartedAt, DateTimeOffset? EndedAt)
    {
        public static Item Of(ImportRun r) => new(r.Id, r.Kind, r.FileName, r.State, r.Error, r.IgnoredColumns, r.DryRun, r.Share, r.Rows, r.Added, r.ChangedRows, r.Unchanged, r.RefusedRows,
            r.ErrorsFileId is null ? null : $"/api/v1/imports/{r.Id}/errors", r.StartedAt, r.EndedAt);
    }

    /// <summary>Imports a CSV file.</summary>
    /// <remarks>Multipart with <c>kind</c>, <c>file</c> and, to try it without writing, <c>dryRun=true</c>. Good rows are kept, bad ones listed with the remedy; the same file again changes nothing.</remarks>
    /// <response code="202">The import was accepted; its address is in Location.</response>
    /// <response code="403">The key lacks the scope for files of this kind.</response>
    /// <example>
    /// POST /api/v1/imports
    /// {"kind": "units", "dryRun": "false", "file": "gtin,serial\n09506000134352,A100\n"}
    /// 202
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "kind": "units", "fileName": "units.csv", "state": "waiting", "error": null, "ignoredColumns": null, "dryRun": false, "share": 0, "rows": 0, "added": 0, "changed": 0, "unchanged": 0, "refused": 0, "errors": null, "startedAt": "2026-07-28T09:30:00Z", "endedAt": null}
    /// </example>
    internal static async Task<Results<Accepted<Item>, ProblemHttpResult>> Api([FromForm] string? kind, IFormFile? file, UploadImport import, OpenKinds kinds, CancellationToken ct, [FromForm] bool dryRun = false)
    {
        if (kinds.Missing(kind) is { } permission) return Refusal.Of(permission);
        var (run, error) = await import.Handle(kind, file, dryRun, ct);
        return run is null ? Problems.Field(error!.Field, error.Message) : TypedResults.Accepted($"/api/v1/imports/{run.Id}", Item.Of(run));
    }

    /// <summary>Shows an import and how far it has come.</summary>
    /// <example>
    /// GET /api/v1/imports/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "kind": "units", "fileName": "units.csv", "state": "done", "error": null, "ignoredColumns": null, "dryRun": false, "share": 1, "rows": 1, "added": 1, "changed": 0, "unchanged": 0, "refused": 0, "errors": null, "startedAt": "2026-07-28T09:30:00Z", "endedAt": "2026-07-28T09:30:00Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Show(Guid id, AppDb db, OpenKinds kinds, CancellationToken ct) =>
        await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is { } run && kinds.Missing(run.Kind) is null ? TypedResults.Ok(Item.Of(run)) : Problems.NotFound("There is no such import.");

    /// <summary>Lists imports of the kinds the key may import, newest first.</summary>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/imports?limit=1
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "kind": "units", "fileName": "units.csv", "state": "done", "error": null, "ignoredColumns": null, "dryRun": false, "share": 1, "rows": 1, "added": 1, "changed": 0, "unchanged": 0, "refused": 0, "errors": null, "startedAt": "2026-07-28T09:30:00Z", "endedAt": "2026-07-28T09:30:00Z"}
    /// ], "next": "MDE5YWI0ZDI"}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(AppDb db, OpenKinds kinds, CancellationToken ct, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var mark)) is { } wrong) return wrong;
        var open = kinds.Names;
        var runs = db.Set<ImportRun>().AsNoTracking().Where(r => open.Contains(r.Kind));
        if (mark is { } last) runs = runs.Where(r => r.Id < last);
        return TypedResults.Ok(Paging.Page(await runs.OrderByDescending(r => r.Id).Take(limit + 1).ToListAsync(ct), limit, Item.Of, r => PageMark.Of(r.Id.ToString())));
    }

    /// <summary>The rows that were refused, as CSV: line, column, problem, remedy.</summary>
    /// <example>
    /// GET /api/v1/imports/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/errors
    /// 200 text/csv
    /// line,column,problem,remedy
    /// 2,gtin,“123” is not a GTIN,give 8, 12, 13 or 14 digits
    /// </example>
    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ShowErrors(Guid id, AppDb db, OpenKinds kinds, FileStore files, CancellationToken ct) =>
        await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is { ErrorsFileId: { } errors } run && kinds.Missing(run.Kind) is null && await files.Find(errors, ct) is { } file
            ? TypedResults.File(files.Open(file), CsvFile.ContentType, file.Name) : Problems.NotFound("No row of this import was refused.");
}
