using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Storage.Postgres;

/// <summary>
/// COPY is refused where row-level security applies; arrays bring the rows of all tables in one round trip as well. What all rows of a table share is said once.
/// </summary>
internal sealed class PostgresInsert(AppDb db, PostgresStatistics? statistics) : IBulkInsert
{
    const int Portion = 1_000;      // the server writes the first rows while the next are on their way

    readonly List<string> statements = [];
    readonly List<object> parameters = [];

    public async Task Add<T>(IReadOnlyList<T> rows, CancellationToken ct) where T : class
    {
        if (rows.Count == 0) return;
        var table = BulkTable<T>.In(db);
        if (statistics is not null) await statistics.Grow(table.Name, rows.Count, ct);
        var shared = table.Columns.Skip(1).Where(c => c.IsSame(rows)).ToDictionary(c => c, c => c.Values([rows[0]]).GetValue(0) ?? DBNull.Value);
        BulkColumn<T>[] own = [.. table.Columns.Where(c => !shared.ContainsKey(c))];
        var names = string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));
        var said = shared.ToDictionary(c => c.Key, c => Parameter(c.Value, c.Key.StoreType));
        var values = string.Join(", ", table.Columns.Select(c => said.TryGetValue(c, out var once) ? $"{once}::{c.StoreType}" : $"c{Array.IndexOf(own, c)}::{c.StoreType}"));
        var aliases = string.Join(", ", own.Select((_, i) => $"c{i}"));
        foreach (var some in rows.Chunk(Portion))
            statements.Add($"insert into {table.Name} ({names}) select {values} from unnest({string.Join(", ", own.Select(c => Parameter(c.Values(some), Plain(c.StoreType) + "[]")))}) r({aliases})");
    }

    public async Task End(CancellationToken ct)
    {
        if (statements.Count > 0) await db.Database.ExecuteSqlRawAsync(string.Join("; ", statements), parameters, ct);
    }

    /// <summary>It says its own type: that of one which begins with nulls would be guessed wrongly.</summary>
    string Parameter(object value, string type)
    {
        parameters.Add(new NpgsqlParameter { Value = value, DataTypeName = Plain(type) });
        return $"{{{parameters.Count - 1}}}";
    }

    static string Plain(string storeType) => storeType.EndsWith("[]", StringComparison.Ordinal) ? storeType : storeType.Split('(')[0];
}
