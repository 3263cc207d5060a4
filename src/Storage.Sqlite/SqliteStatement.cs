using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Nameplate.Platform.Storage;
using SQLitePCL;

namespace Nameplate.Storage.Sqlite;

/// <summary>
/// A prepared statement run by SQLite's own calls: the reader that a command opens for every execution costs as much as a row.
/// Values take the form that Microsoft.Data.Sqlite gives them.
/// </summary>
internal sealed class SqliteStatement : IPreparedStatement
{
    readonly sqlite3 database;
    readonly sqlite3_stmt statement;

    public SqliteStatement(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    /// <returns>True when there is a row.</returns>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) Check(result);
        return result == raw.SQLITE_ROW;
    }

    public void Run()
    {
        Step();
        Reset();
    }

    public long Integer(int column) => raw.sqlite3_column_int64(statement, column);
    public Guid Id(int column) => new(raw.sqlite3_column_blob(statement, column), bigEndian: true);
    public void Reset() => Check(raw.sqlite3_reset(statement));

    public void Bind(int index, string? text)
    {
        if (text is null) { Null(index); return; }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var bytes = most <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(most);
        Text(index, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    public void Bind(int index, byte[]? bytes)
    {
        if (bytes is null) Null(index);
        else Check(raw.sqlite3_bind_blob(statement, index, bytes));
    }

    public void Bind(int index, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(statement, index, (ReadOnlySpan<byte>)bytes));
    }

    public void Bind(int index, DateTime time) => Formatted(index, time, "yyyy-MM-dd HH:mm:ss.FFFFFFF");
    public void Bind(int index, DateOnly day) => Formatted(index, day, "yyyy-MM-dd");
    public void Bind(int index, decimal amount) => Formatted(index, amount, "0.0###########################");
    public void Bind(int index, bool yes) => Bind(index, yes ? 1L : 0);
    public void Bind(int index, int number) => Bind(index, (long)number);
    public void Bind(int index, long number) => Check(raw.sqlite3_bind_int64(statement, index, number));
    public void Bind(int index, ulong number) => Bind(index, (long)number);
    public void Bind(int index, double number) => Check(raw.sqlite3_bind_double(statement, index, number));

    public void Bind(int index, DateTime? time) { if (time is { } t) Bind(index, t); else Null(index); }
    public void Bind(int index, DateOnly? day) { if (day is { } d) Bind(index, d); else Null(index); }
    public void Bind(int index, decimal? amount) { if (amount is { } a) Bind(index, a); else Null(index); }
    public void Bind(int index, bool? yes) { if (yes is { } y) Bind(index, y); else Null(index); }
    public void Bind(int index, int? number) { if (number is { } n) Bind(index, n); else Null(index); }
    public void Bind(int index, long? number) { if (number is { } n) Bind(index, n); else Null(index); }
    public void Bind(int index, double? number) { if (number is { } n) Bind(index, n); else Null(index); }

    void Formatted<T>(int index, T value, string format) where T : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[64];
        value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        Text(index, text[..length]);
    }

    // an empty span has no address, which SQLite takes for null
    void Text(int index, ReadOnlySpan<byte> text) => Check(text.IsEmpty ? raw.sqlite3_bind_text(statement, index, "") : raw.sqlite3_bind_text(statement, index, text));
    void Null(int index) => Check(raw.sqlite3_bind_null(statement, index));
    void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);

    public void Dispose() => statement.Dispose();
}
