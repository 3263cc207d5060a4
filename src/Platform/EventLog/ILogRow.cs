using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.EventLog;

/// <summary>A row of an append-only log that cursors follow. The pair (Tx, Position) is its place; Tx is 0 on SQLite, where one writes at a time.</summary>
public interface ILogRow : IBrandOwned
{
    long Position { get; }
    ulong Tx { get; }
    DateTimeOffset At { get; }

    /// <summary>About how many small writes follow from it.</summary>
    int Weight => 1;
}

/// <summary>Follows a log other than the event log, such as that of scans, as <see cref="ISubscriber"/> follows the events.</summary>
public interface IFollower<in T> where T : class, ILogRow
{
    static abstract string Name { get; }

    /// <summary>Handles rows of one brand, in order. The current brand is set; the caller saves and commits.</summary>
    Task Handle(IReadOnlyList<T> rows, CancellationToken ct);
}

/// <summary>A follower whose writes are a read model.</summary>
public interface IFollowingModel<in T> : IFollower<T> where T : class, ILogRow
{
    /// <summary>Deletes everything the model holds, of all brands.</summary>
    Task Clear(AppDb db, CancellationToken ct);
}

internal static class LogRowMap
{
    /// <summary>What every log has; its own map names the key that PostgreSQL uses.</summary>
    public static void Map(EntityTypeBuilder row, IDialect dialect)
    {
        row.Property(nameof(ILogRow.Position)).ValueGeneratedOnAdd();
        var tx = row.Property(nameof(ILogRow.Tx)).ValueGeneratedOnAdd();
        if (dialect.IsSqlite)
        {
            row.HasKey(nameof(ILogRow.Position));           // AUTOINCREMENT needs a one-column key
            tx.HasDefaultValueSql("0");
        }
        else
        {
            tx.HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
            row.HasIndex(nameof(ILogRow.Tx), nameof(ILogRow.Position));
        }
    }
}
