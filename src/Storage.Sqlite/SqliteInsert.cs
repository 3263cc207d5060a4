using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Nameplate.Platform.Storage;
using SQLitePCL;

namespace Nameplate.Storage.Sqlite;

/// <summary>
/// One prepared insert, run for each row by SQLite's own calls: the reader that a command opens for every execution costs as much as the row.
/// Values take the form that Microsoft.Data.Sqlite gives them.
/// </summary>
internal sealed class SqliteInsert<T> : IDisposable where T : class
{
    readonly sqlite3 database;
    readonly sqlite3_stmt statement;
    readonly BulkColumn<T>[] columns;

    public SqliteInsert(sqlite3 database, BulkTable<T> table)
    {
        this.database = database;
        columns = [.. table.Columns];
        Check(raw.sqlite3_prepare_v2(database, $"insert into {table.Name} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) values ({string.Join(", ", columns.Select(_ => "?"))})", out statement));
    }

    public void Write(T row)
    {
        for (var i = 0; i < columns.Length; i++) Check(Bind(i + 1, columns[i].Value(row)));
        var result = raw.sqlite3_step(statement);
        if (result != raw.SQLITE_DONE) Check(result);
        Check(raw.sqlite3_reset(statement));
    }

    int Bind(int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        string text => Text(index, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        DateTime time => Text(index, time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        DateOnly day => Text(index, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        decimal amount => Text(index, amount.ToString("0.0###########################", CultureInfo.InvariantCulture)),
        bool yes => raw.sqlite3_bind_int64(statement, index, yes ? 1 : 0),
        int or long or short or byte or ulong or uint => raw.sqlite3_bind_int64(statement, index, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double number => raw.sqlite3_bind_double(statement, index, number),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot be written in bulk."),
    };

    int Text(int index, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var bytes = most <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(most);
        var bound = raw.sqlite3_bind_text(statement, index, (ReadOnlySpan<byte>)bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return bound;
    }

    void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);

    public void Dispose() => statement.Dispose();
}
