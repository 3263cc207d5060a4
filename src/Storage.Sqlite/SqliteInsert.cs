using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Nameplate.Platform.Storage;
using SQLitePCL;

namespace Nameplate.Storage.Sqlite;

/// <summary>One prepared insert, run for each row. What binds a row's values is compiled once for its table.</summary>
internal sealed class SqliteInsert<T>(sqlite3 database, BulkTable<T> table) : IDisposable where T : class
{
    static readonly ConditionalWeakTable<BulkTable<T>, Action<SqliteStatement, T>> Binders = [];

    readonly SqliteStatement statement = new(database, $"insert into {table.Name} ({string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))}) values ({string.Join(", ", table.Columns.Select(_ => "?"))})");
    readonly Action<SqliteStatement, T> bind = Binders.GetValue(table, Compile);

    public void Write(T row)
    {
        bind(statement, row);
        statement.Step();
        statement.Reset();
    }

    static Action<SqliteStatement, T> Compile(BulkTable<T> table)
    {
        var (statement, row) = (Expression.Parameter(typeof(SqliteStatement)), Expression.Parameter(typeof(T)));
        return Expression.Lambda<Action<SqliteStatement, T>>(Expression.Block(table.Columns.Select((c, i) =>
            Expression.Call(statement, nameof(SqliteStatement.Bind), null, Expression.Constant(i + 1), Expression.Invoke(c.Value, row)))), statement, row).Compile();
    }

    public void Dispose() => statement.Dispose();
}
