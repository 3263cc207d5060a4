using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Imports;

public enum ImportState { Waiting, Running, Done, Refused }

/// <summary>One import of one file: what it has come to, and the line up to which its rows are saved.</summary>
public sealed class ImportRun : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Kind { get; init; }
    [Personal] public required string FileName { get; init; }
    /// <summary>SHA-256 of the file: by it an interrupted import is found again.</summary>
    public required string FileHash { get; init; }
    public bool DryRun { get; init; }
    /// <summary>The uploaded file and the file of row errors, when the import came through the API or the console.</summary>
    public Guid? FileId { get; init; }
    public Guid? ErrorsFileId { get; set; }
    public ImportState State { get; private set; }
    /// <summary>Why the file as a whole was refused.</summary>
    public string? Error { get; private set; }
    public string? IgnoredColumns { get; set; }
    public long Rows { get; private set; }
    public long Added { get; private set; }
    public long ChangedRows { get; private set; }
    public long Unchanged { get; private set; }
    public long RefusedRows { get; private set; }
    /// <summary>Rows up to this line are saved.</summary>
    public int DoneLine { get; private set; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Bytes of the file, and how many of them are taken.</summary>
    public long? FileBytes { get; private set; }
    public long? DoneBytes { get; private set; }

    /// <summary>0 to 1.</summary>
    public double Share => State == ImportState.Done ? 1 : FileBytes is > 0 ? Math.Clamp((DoneBytes ?? 0) / (double)FileBytes, 0, 1) : 0;

    /// <summary>How long it will still take at the rate so far; null when that is not known.</summary>
    public TimeSpan? Left(DateTimeOffset now) => State == ImportState.Running && Share is > 0.005 and var share ? (now - StartedAt) * ((1 - share) / share) : null;

    /// <summary>No effect on a run that has ended.</summary>
    public void Begin(long fileBytes)
    {
        if (State is ImportState.Done or ImportState.Refused) return;
        (State, FileBytes) = (ImportState.Running, fileBytes);
    }

    /// <summary>Counts a batch, in the transaction that saves it.</summary>
    /// <returns>False when another process has taken rows of this run meanwhile.</returns>
    internal async Task<bool> Advance(AppDb db, ImportBatch batch, long bytes, CancellationToken ct)
    {
        var before = DoneLine;
        Rows += batch.Count;
        foreach (var row in batch.Rows)
            switch (row.Outcome)
            {
                case RowOutcome.Added: Added++; break;
                case RowOutcome.Changed: ChangedRows++; break;
                case RowOutcome.Unchanged: Unchanged++; break;
                case RowOutcome.Refused: RefusedRows++; break;
            }
        (DoneLine, DoneBytes) = (batch.LastLine, bytes);
        return await db.Set<ImportRun>().Where(r => r.Id == Id && r.DoneLine == before).ExecuteUpdateAsync(u => u
            .SetProperty(r => r.Rows, Rows).SetProperty(r => r.Added, Added).SetProperty(r => r.ChangedRows, ChangedRows).SetProperty(r => r.Unchanged, Unchanged)
            .SetProperty(r => r.RefusedRows, RefusedRows).SetProperty(r => r.DoneLine, DoneLine).SetProperty(r => r.DoneBytes, DoneBytes), ct) == 1;
    }

    public void Finish(DateTimeOffset now) => (State, EndedAt) = (ImportState.Done, now);
    public void Refuse(string error, DateTimeOffset now) => (State, Error, EndedAt) = (ImportState.Refused, error, now);
}

internal sealed class ImportRunMap : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> r)
    {
        r.ToTable("platform_import").HasKey(x => new { x.BrandId, x.Id });
        r.HasIndex(x => new { x.BrandId, x.Kind, x.FileHash });
        r.Ignore(x => x.Share);
    }
}
