using System.Collections.Concurrent;
using Npgsql;

namespace Nameplate.Storage.Postgres;

/// <summary>
/// Lets the planner know what many new rows look like. Of a table that was empty a moment ago it knows nothing and may choose an index that begins with the brand, which all rows share:
/// each foreign key would then be checked by reading the whole table. The server's own look comes minutes later, and the session of a long import keeps its plans until then.
/// </summary>
internal sealed class PostgresStatistics(NpgsqlDataSource source)
{
    sealed class Table
    {
        public long Written, Next = 1;
    }

    readonly ConcurrentDictionary<string, Table> tables = new(StringComparer.Ordinal);

    /// <summary>Before rows go into a table: looks at it anew whenever ten times as many have come before them.</summary>
    public async Task Grow(string name, int rows, CancellationToken ct)
    {
        var table = tables.GetOrAdd(name, _ => new());
        var before = Interlocked.Add(ref table.Written, rows) - rows;
        var next = Volatile.Read(ref table.Next);
        if (before < next || Interlocked.CompareExchange(ref table.Next, before * 10, next) != next) return;
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var known = new NpgsqlCommand($"SET ROLE NONE; select reltuples >= {before} from pg_class where oid = '{name}'::regclass", connection);
        if (await known.ExecuteScalarAsync(ct) is true) return;
        await using var look = new NpgsqlCommand($"analyze {name}", connection);
        await look.ExecuteNonQueryAsync(ct);
    }
}
