using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Jobs;

namespace Nameplate.Platform.Storage;

/// <summary>The few things that SQLite and PostgreSQL say differently.</summary>
public interface IDialect
{
    bool IsSqlite { get; }

    /// <summary>How types are stored that the two databases keep differently.</summary>
    void Configure(ModelConfigurationBuilder conventions);

    /// <summary>The subscriber's cursor, locked until the transaction ends; null while another node holds it.</summary>
    Task<EventCursor?> LockCursor(AppDb db, string subscriber, CancellationToken ct);

    /// <summary>Rows of a log behind the cursor that no transaction in flight can still precede, in the order they took effect.</summary>
    /// <param name="brand">Only this brand's rows; all when null.</param>
    IQueryable<T> RowsAfter<T>(AppDb db, ulong tx, long position, int limit, Guid? brand = null) where T : class, ILogRow;

    /// <summary>Events behind the cursor, likewise.</summary>
    IQueryable<PlatformEvent> EventsAfter(AppDb db, ulong tx, long position, int limit, Guid? brand = null) => RowsAfter<PlatformEvent>(db, tx, position, limit, brand);

    /// <summary>A number no transaction has that has ended by now; 0 where one writes at a time.</summary>
    Task<ulong> NextTransaction(AppDb db, CancellationToken ct);

    /// <summary>The number of the oldest transaction in flight: rows of it and of younger ones are out of <see cref="RowsAfter"/>'s sight.</summary>
    Task<ulong> OldestTransaction(AppDb db, CancellationToken ct);

    /// <summary>A job that is due and that no other node is working on, locked until the transaction ends.</summary>
    Task<Job?> LockDueJob(AppDb db, DateTimeOffset now, CancellationToken ct);

    /// <summary>Writes rows past the change tracker, in the transaction of the context.</summary>
    IBulkInsert Insert(AppDb db);

    /// <summary>The brand's rows whose columns hold one of these keys, by one statement whose text does not depend on how many they are.</summary>
    /// <param name="columns">As the database calls them; an index begins with them.</param>
    /// <param name="keys">Different from each other; a value a column, text or a <see cref="Guid"/>.</param>
    /// <param name="ofBrand">False for a table whose keys all brands share.</param>
    IQueryable<T> Among<T>(AppDb db, string[] columns, IReadOnlyList<object[]> keys, bool ofBrand = true) where T : class;

    /// <summary>The id of the one row each of these keys has, in their order; null for a key without one.</summary>
    Task<IReadOnlyList<Guid?>> Ids<T>(AppDb db, string[] columns, IReadOnlyList<object[]> keys, CancellationToken ct) where T : class;

    /// <summary>Waits until nobody else does the same long work on these records, and readies the connection of the context for it. Both end when the result is disposed.</summary>
    Task<IAsyncDisposable> Alone(AppDb db, string work, CancellationToken ct);

    /// <summary>How many rows a transaction of long work takes.</summary>
    Pace Pace { get; }

    /// <summary>Brings the schema to the newest version. Safe when several processes do it at once.</summary>
    Task Migrate(AppDb db, CancellationToken ct);

    /// <summary>True when the database itself keeps brands apart as this program expects it to.</summary>
    Task<bool> IsLocked(AppDb db, CancellationToken ct);

    /// <summary>True when the database refused a row because its key is taken.</summary>
    bool IsDuplicateKey(DbUpdateException error);

    /// <summary>One sentence for an operator, or null when the error is none of the ordinary mistakes.</summary>
    string? Explain(Exception error);
}
