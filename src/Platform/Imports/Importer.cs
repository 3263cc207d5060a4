using System.Diagnostics;
using System.Security.Cryptography;
using System.Threading.Channels;
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
/// One thread reads and checks rows, one looks up what those before them speak of, one writes those before these.
/// </summary>
public sealed class Importer(IServiceScopeFactory scopes, IEnumerable<ImportKind> kinds, TimeProvider clock)
{
    const int Tries = 5;

    /// <summary>So many batches may not be on record when what the next one speaks of is looked up: one that waits, and the one that is being written.</summary>
    internal const int MostAhead = 2;

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
    /// <param name="beforeDone">What must be on record when the run is done; the file of row errors is complete by then.</param>
    public async Task<ImportRun> Run(ImportRun run, Stream content, Func<Stream> openErrors, Action<ImportProgress> progress, CancellationToken ct, Func<CancellationToken, Task>? beforeDone = null)
    {
        if (kinds.FirstOrDefault(k => k.Kind == run.Kind) is not { } kind)
            return await Save(run, r => r.Refuse($"“{run.Kind}” cannot be imported. Use one of {string.Join(", ", Kinds)}.", clock.GetUtcNow()), ct);
        var (opened, error) = await CsvRows.Open(content, ct);
        using var rows = opened;
        if (rows is null) return await Save(run, r => r.Refuse(error!, clock.GetUtcNow()), ct);
        string[] missing = [.. kind.Columns.Required.Except(rows.Columns)];
        if (missing.Length > 0) return await Save(run, r => r.Refuse($"The file has no column {string.Join(", ", missing)}. Nothing was imported. {kind.Kind} need {string.Join(", ", kind.Columns.Required)}.", clock.GetUtcNow()), ct);
        rows.Ask(kind.Columns.All);

        await using (var scope = Scope(run.BrandId, out var db))
        await using (await db.Dialect.Alone(db, $"import-{run.Kind}-{run.BrandId:n}", ct))      // the same file twice at once would find nothing on record twice
        {
            run = await Save(run, r =>
            {
                r.Begin(content.Length);
                r.IgnoredColumns = string.Join(", ", rows.Columns.Except(kind.Columns.All)) is { Length: > 0 } ignored ? ignored : null;
            }, ct);
            if (run.State != ImportState.Running) return run;      // another process went on with it and ended it
            await Take(scope.ServiceProvider, db, kind, run, rows, openErrors, progress, ct);
        }
        if (beforeDone is not null) await beforeDone(ct);
        return await Save(run, r => r.Finish(clock.GetUtcNow()), ct);
    }

    async Task Take(IServiceProvider services, AppDb db, ImportKind kind, ImportRun run, CsvRows rows, Func<Stream> openErrors, Action<ImportProgress> progress, CancellationToken ct)
    {
        await using var errors = new RowErrorFile(openErrors, run.DoneLine);
        if (run.DoneLine > 0 && run.RefusedRows > 0) await errors.GoOn(ct);
        var import = (IImport)services.GetRequiredService(kind.Type);
        db.Database.AutoSavepointsEnabled = false;      // a batch is saved whole or not at all
        var pace = db.Dialect.Pace;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var (read, batches) = (Channel.CreateBounded<(ImportBatch Batch, long Bytes)>(1), Channel.CreateBounded<(ImportBatch Batch, long Bytes)>(1));
        var reading = Task.WhenAll(
            Task.Run(() => Read(kind, rows, run.DoneLine, pace, read.Writer, stop.Token), CancellationToken.None),
            Task.Run(() => Find(run.BrandId, kind, read.Reader, batches.Writer, stop.Token), CancellationToken.None));
        try
        {
            await foreach (var (batch, bytes) in batches.Reader.ReadAllAsync(ct))
            {
                await Take(db, import, run, batch, bytes, errors, pace, ct);
                progress(new(run.Rows, run.RefusedRows, run.Share));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await reading;
    }

    /// <summary>Ends the channel also when the file cannot be read any further; whoever awaits the task hears why.</summary>
    static async Task Read(ImportKind kind, CsvRows rows, int doneLine, Pace pace, ChannelWriter<(ImportBatch, long)> batches, CancellationToken ct)
    {
        try
        {
            List<(ImportRow, object)> batch = new(pace.Rows);
            for (ImportRow? row; (row = await rows.Next(ct)) is not null;)
            {
                if (row.Line <= doneLine) continue;
                batch.Add((row, row.IsRefused ? row : kind.Read(row)));
                row.IsRead();
                if (batch.Count < batch.Capacity) continue;
                await batches.WriteAsync((new(batch), rows.BytesRead), ct);
                batch = new(pace.Rows);
            }
            if (batch.Count > 0) await batches.WriteAsync((new(batch), rows.BytesRead), ct);
        }
        finally { batches.Complete(); }
    }

    async Task Find(Guid brand, ImportKind kind, ChannelReader<(ImportBatch Batch, long Bytes)> read, ChannelWriter<(ImportBatch, long)> found, CancellationToken ct)
    {
        try
        {
            await using var scope = Scope(brand, out _);
            var import = (IImport)scope.ServiceProvider.GetRequiredService(kind.Type);
            await foreach (var (batch, bytes) in read.ReadAllAsync(ct))
            {
                await import.Find(batch, ct);
                await found.WriteAsync((batch, bytes), ct);
            }
        }
        finally { found.Complete(); }
    }

    static async Task Take(AppDb db, IImport import, ImportRun run, ImportBatch batch, long bytes, RowErrorFile errors, Pace pace, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await import.Take(batch, ct);
            await errors.Write(batch.Rows.SelectMany(r => r.Errors), ct);
            if (run.DryRun) db.Forget();
            try
            {
                await using var tx = await db.Database.BeginTransactionAsync(ct);
                var began = Stopwatch.GetTimestamp();
                await db.SaveChangesAsync(ct);
                if (!run.DryRun) await batch.WriteTheRest(ct);
                if (!await run.Advance(db, batch, bytes, ct)) throw new InvalidOperationException("Another process goes on with this import.");
                await tx.CommitAsync(ct);
                pace.Took(batch.Count, Stopwatch.GetElapsedTime(began));
                db.Forget();
                Instruments.ImportRows.Add(batch.Count, new KeyValuePair<string, object?>("kind", run.Kind));
                return;
            }
            catch (DbUpdateException e) when (attempt < Tries && db.Dialect.IsDuplicateKey(e))      // somebody recorded one of these at this very moment
            {
                db.Forget();
                batch.Reset();
                await import.Find(batch, ct);
                await errors.TakeBack(ct);
            }
        }
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
