namespace Nameplate.Platform.Storage;

/// <summary>Many rows on their way into their tables: a statement prepared once a table on SQLite, one round trip for all of them on PostgreSQL.</summary>
public interface IBulkInsert
{
    /// <summary>Rows that others refer to are added first.</summary>
    Task Add<T>(IReadOnlyList<T> rows, CancellationToken ct) where T : class;

    /// <summary>Only now all that was added is written.</summary>
    Task End(CancellationToken ct);
}
