using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;

namespace Nameplate.Platform.EventLog;

/// <summary>A log came back from a backup. Places behind its last row had been dealt out before, to rows that are lost, and are dealt out again.</summary>
[Unaudited]
internal sealed class LogRestore
{
    public required string Log { get; init; }
    /// <summary>1 for the first.</summary>
    public int Number { get; init; }
    public DateTimeOffset At { get; init; }
    public ulong LastTx { get; init; }
    public long LastPosition { get; init; }
    /// <summary>It came from another cluster: its rows have other places than before.</summary>
    public bool IsRenumbered { get; init; }
}

internal sealed class LogRestoreMap : IEntityTypeConfiguration<LogRestore>
{
    public void Configure(EntityTypeBuilder<LogRestore> r) => r.ToTable("platform_log_restore").HasKey(x => new { x.Log, x.Number });
}
