using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Imports;

public enum ImportState { Waiting, Running, Done, Refused }

/// <summary>One import of one file: what it has come to, and the line up to which its rows are saved.</summary>
public sealed class ImportRun : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = Guid.CreateVersion7();
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

    public void Begin() => State = ImportState.Running;

    public void Count(ImportBatch batch)
    {
        Rows += batch.Rows.Count;
        Added += batch.Rows.Count(r => r.Outcome == RowOutcome.Added);
        ChangedRows += batch.Rows.Count(r => r.Outcome == RowOutcome.Changed);
        Unchanged += batch.Rows.Count(r => r.Outcome == RowOutcome.Unchanged);
        RefusedRows += batch.Rows.Count(r => r.IsRefused);
        DoneLine = batch.Rows[^1].Line;
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
    }
}
