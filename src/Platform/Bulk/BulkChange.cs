using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Bulk;

public enum BulkState { Running, Done, Undoing, Undone }

/// <summary>One change of many rows: what, on which, how far it has come. The rows themselves stand in the audit.</summary>
[Unaudited]
public sealed class BulkChange : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid StaffId { get; init; }
    public required string Action { get; init; }
    public required string Argument { get; init; }
    /// <summary>The list's query; with <see cref="Keys"/> null, all that match it.</summary>
    public required string Query { get; set; }
    /// <summary>The ticked rows, one a line.</summary>
    public string? Keys { get; init; }
    /// <summary>How many it was about to touch.</summary>
    public int Total { get; init; }
    public BulkState State { get; private set; }
    /// <summary>The place behind the last row looked at.</summary>
    public string? Mark { get; private set; }
    public int Seen { get; private set; }
    public int Changed { get; private set; }
    public int Restored { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }

    public static readonly TimeSpan Regret = TimeSpan.FromMinutes(30);

    public bool IsBusy => State is BulkState.Running or BulkState.Undoing;
    public bool CanBeUndone(DateTimeOffset now) => State == BulkState.Done && Changed > 0 && now < EndedAt + Regret;

    public void Advance(string? mark, int seen, int changed) => (Mark, Seen, Changed) = (mark, Seen + seen, Changed + changed);
    /// <param name="query">The list's query without what may name a person: nothing is looked for any more.</param>
    /// <param name="now">Now.</param>
    public void Finish(string query, DateTimeOffset now) => (State, EndedAt, Query) = (BulkState.Done, now, query);
    public void Undo() => State = BulkState.Undoing;
    public void PutBack(int rows) => Restored += rows;
    public void FinishUndo() => State = BulkState.Undone;
}

/// <summary>The values of some rows before and after: what undoing puts back.</summary>
[Unaudited]
internal sealed class BulkStep : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid ChangeId { get; init; }
    public int Number { get; init; }
    /// <summary>JSON of <see cref="BulkRow"/>.</summary>
    public required string Rows { get; init; }
    public bool IsUndone { get; set; }
}

internal sealed class BulkChangeMap : IEntityTypeConfiguration<BulkChange>
{
    public void Configure(EntityTypeBuilder<BulkChange> c)
    {
        c.ToTable("platform_bulk_change").HasKey(x => new { x.BrandId, x.Id });
        c.Ignore(x => x.IsBusy);
        c.Property(x => x.State).IsConcurrencyToken();      // two hands on “Undo”: one of them does it
    }
}

internal sealed class BulkStepMap : IEntityTypeConfiguration<BulkStep>
{
    public void Configure(EntityTypeBuilder<BulkStep> s)
    {
        s.ToTable("platform_bulk_step").HasKey(x => new { x.BrandId, x.ChangeId, x.Number });
        s.HasOne<BulkChange>().WithMany().HasForeignKey(x => new { x.BrandId, x.ChangeId }).OnDelete(DeleteBehavior.Cascade);
    }
}
