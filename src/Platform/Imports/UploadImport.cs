using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Imports;

/// <summary>An import through the API or the console: the file is stored, a job takes it.</summary>
public sealed class UploadImport(AppDb db, CurrentBrand brand, FileStore files, Importer importer, TimeProvider clock) : IJob
{
    /// <summary>Bytes of a file; other requests may be far smaller.</summary>
    public const long Largest = 2L << 30;

    static string IJob.Kind => "platform.import";

    /// <returns>The import that will run, or what is wrong.</returns>
    public async Task<(ImportRun? Run, FieldError? Error)> Handle(string? kind, IFormFile? upload, bool dryRun, CancellationToken ct)
    {
        if (!importer.Kinds.Contains(kind)) return (null, new("kind", $"“{kind}” cannot be imported. Use one of {string.Join(", ", importer.Kinds)}."));
        if (upload is null || upload.Length == 0) return (null, new("file", "Send the CSV file in the part “file”."));
        await using var content = upload.OpenReadStream();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        content.Position = 0;
        var file = await files.Save(upload.FileName, "text/csv", content, isPublic: false, ct);
        var now = clock.GetUtcNow();
        var run = new ImportRun { BrandId = brand.Id, Kind = kind!, FileName = upload.FileName, FileHash = hash, DryRun = dryRun, FileId = file.Id, StartedAt = now };
        db.Add(run);
        db.Add(Job.New(brand.Id, "platform.import", JsonSerializer.Serialize(run.Id), now));
        await db.SaveChangesAsync(ct);
        return (run, null);
    }

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
        errors.Length = new FileInfo(files.PathOf(errors)).Length;
        if (await files.Find(errors.Id, ct) is not null) db.Entry(errors).State = EntityState.Modified;      // this far it came before
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
    internal static async Task<Results<Accepted<Item>, ProblemHttpResult>> Api([FromForm] string? kind, IFormFile? file, UploadImport import, CancellationToken ct, [FromForm] bool dryRun = false)
    {
        var (run, error) = await import.Handle(kind, file, dryRun, ct);
        return run is null ? Problems.Field(error!.Field, error.Message) : TypedResults.Accepted($"/api/v1/imports/{run.Id}", Item.Of(run));
    }

    /// <summary>Shows an import and how far it has come.</summary>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Show(Guid id, AppDb db, CancellationToken ct) =>
        await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is { } run ? TypedResults.Ok(Item.Of(run)) : Problems.NotFound("There is no such import.");

    /// <summary>Lists imports, newest first.</summary>
    internal static async Task<Ok<Paged<Item>>> List(AppDb db, CancellationToken ct) =>
        TypedResults.Ok(new Paged<Item>([.. (await db.Set<ImportRun>().AsNoTracking().OrderByDescending(r => r.Id).Take(100).ToListAsync(ct)).Select(Item.Of)], null));

    /// <summary>The rows that were refused, as CSV: line, column, problem, remedy.</summary>
    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ShowErrors(Guid id, AppDb db, FileStore files, CancellationToken ct) =>
        await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is { ErrorsFileId: { } errors } && await files.Find(errors, ct) is { } file
            ? TypedResults.File(files.Open(file), file.ContentType, file.Name) : Problems.NotFound("No row of this import was refused.");
}
