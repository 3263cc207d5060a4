using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Telemetry;

namespace Nameplate.Platform.Imports;

/// <summary>How far an import has come.</summary>
public sealed record ImportProgress(long Rows, long Refused, double Share);

/// <summary>
/// Streams a file into the records: a batch a transaction, together with the line it reached, so that an interrupted import goes on where it stopped.
/// </summary>
public sealed class Importer(IServiceScopeFactory scopes, IEnumerable<ImportKind> kinds, TimeProvider clock)
{
    const int BatchRows = 400;      // a write transaction stays near 20 ms on SQLite

    public IEnumerable<string> Kinds => kinds.Select(k => k.Kind).Order(StringComparer.Ordinal);

    /// <summary>The import of this very file that was interrupted, or a new one.</summary>
    public async Task<ImportRun> Open(Guid brand, string kind, string fileName, Stream content, bool dryRun, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        content.Position = 0;
        await using var scope = Scope(brand, out var db);
        if (!dryRun && await db.Set<ImportRun>().Where(r => r.Kind == kind && r.FileHash == hash && !r.DryRun && r.State == ImportState.Running && r.FileId == null).OrderBy(r => r.Id).LastOrDefaultAsync(ct) is { } interrupted) return interrupted;
        var run = new ImportRun { BrandId = brand, Kind = kind, FileName = fileName, FileHash = hash, DryRun = dryRun, StartedAt = clock.GetUtcNow() };
        db.Add(run);
        await db.SaveChangesAsync(ct);
        return run;
    }

    /// <summary>Takes the file from the line the run has reached.</summary>
    /// <param name="openErrors">Opens the file row errors go to, to read and write; called when there is one.</param>
    public async Task<ImportRun> Run(ImportRun run, Stream content, Func<Stream> openErrors, Action<ImportProgress> progress, CancellationToken ct)
    {
        if (kinds.FirstOrDefault(k => k.Kind == run.Kind) is not { } kind)
            return await Save(run, r => r.Refuse($"“{run.Kind}” cannot be imported. Use one of {string.Join(", ", Kinds)}.", clock.GetUtcNow()), ct);
        var (opened, error) = await CsvRows.Open(content, ct);
        using var rows = opened;
        if (rows is null) return await Save(run, r => r.Refuse(error!, clock.GetUtcNow()), ct);
        string[] missing = [.. kind.Columns.Required.Except(rows.Columns)];
        if (missing.Length > 0) return await Save(run, r => r.Refuse($"The file has no column {string.Join(", ", missing)}. Nothing was imported. {kind.Kind} need {string.Join(", ", kind.Columns.Required)}.", clock.GetUtcNow()), ct);
        run = await Save(run, r =>
        {
            r.Begin();
            r.IgnoredColumns = string.Join(", ", rows.Columns.Except(kind.Columns.Required).Except(kind.Columns.Optional)) is { Length: > 0 } ignored ? ignored : null;
        }, ct);

        await using var errors = new RowErrorFile(openErrors, run.DoneLine);
        if (run.DoneLine > 0 && run.RefusedRows > 0) await errors.GoOn(ct);
        var batch = new List<ImportRow>(BatchRows);
        for (ImportRow? row; (row = await rows.Next(ct)) is not null;)
        {
            if (row.Line <= run.DoneLine) continue;
            batch.Add(row);
            if (batch.Count < BatchRows) continue;
            await Take();
        }
        if (batch.Count > 0) await Take();
        return await Save(run, r => r.Finish(clock.GetUtcNow()), ct);

        async Task Take()
        {
            run = await TakeBatch(kind, run, new ImportBatch([.. batch]), errors, ct);
            batch.Clear();
            progress(new(run.Rows, run.RefusedRows, content.Length == 0 ? 1 : Math.Min(1, rows.BytesRead / (double)content.Length)));
        }
    }

    async Task<ImportRun> TakeBatch(ImportKind kind, ImportRun run, ImportBatch batch, RowErrorFile errors, CancellationToken ct)
    {
        await using var scope = Scope(run.BrandId, out var db);
        await ((IImport)scope.ServiceProvider.GetRequiredService(kind.Type)).Take(batch, ct);
        await errors.Write(batch.Rows.SelectMany(r => r.Errors), ct);
        if (run.DryRun) db.ChangeTracker.Clear();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (!run.DryRun) await batch.Write(ct);
        var now = await db.Set<ImportRun>().SingleAsync(r => r.Id == run.Id, ct);
        now.Count(batch);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        Instruments.ImportRows.Add(batch.Rows.Count, new KeyValuePair<string, object?>("kind", run.Kind));
        return now;
    }

    /// <summary>Ends a run that cannot go on, so that nobody waits for it; what is saved stays saved.</summary>
    public Task GiveUp(ImportRun run, CancellationToken ct) => Save(run, r =>
        r.Refuse($"The import stopped behind line {r.DoneLine} and could not go on. The rows up to there are saved. Jobs, in the settings, tells why; then send the file again.", clock.GetUtcNow()), ct);

    async Task<ImportRun> Save(ImportRun run, Action<ImportRun> change, CancellationToken ct)
    {
        await using var scope = Scope(run.BrandId, out var db);
        var now = await db.Set<ImportRun>().SingleAsync(r => r.Id == run.Id, ct);
        change(now);
        await db.SaveChangesAsync(ct);
        return now;
    }

    AsyncServiceScope Scope(Guid brand, out AppDb db)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
        db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return scope;
    }
}
