using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;

namespace Nameplate.Analytics.Facts;

/// <summary>Adds rows or merges them into those that are there, many in a statement, in words both databases understand.</summary>
/// <param name="onConflict">What becomes of a row that is there; see <c>insert … on conflict</c>.</param>
internal sealed class Upsert(AppDb db, string table, string columns, string onConflict)
{
    const int Most = 100;

    /// <param name="rows">One for each key: a statement may not touch a row twice.</param>
    public async Task Write(IReadOnlyCollection<object?[]> rows, CancellationToken ct)
    {
        foreach (var some in rows.Chunk(Most))
        {
            var sql = new StringBuilder($"insert into {table} ({columns}) values ");
            var values = new List<object>();
            foreach (var row in some)
            {
                sql.Append(values.Count == 0 ? "(" : ", (");
                for (var i = 0; i < row.Length; i++)
                {
                    if (i > 0) sql.Append(", ");
                    if (row[i] is null) { sql.Append("null"); continue; }
                    sql.Append(CultureInfo.InvariantCulture, $"{{{values.Count}}}");
                    values.Add(row[i] is Guid id ? db.Key(id) : row[i]!);
                }
                sql.Append(')');
            }
            sql.Append(CultureInfo.InvariantCulture, $" on conflict {onConflict}");
            await db.Database.ExecuteSqlRawAsync(sql.ToString(), values, ct);
        }
    }
}

internal static class Keys
{
    /// <summary>An id as hand-written SQL passes it.</summary>
    public static object Key(this AppDb db, Guid id) => db.Dialect.IsSqlite ? id.ToByteArray(bigEndian: true) : id;
}
