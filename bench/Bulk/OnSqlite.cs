using Microsoft.Data.Sqlite;

namespace Nameplate.Bench;

sealed class OnSqlite(DirectoryInfo folder) : ITarget
{
    const int Piece = 50_000;

    public string Bare => "SQLite, prepared inserts in one transaction";

    public string[] Where(string records) => ["--data", Folder(records)];

    public Task Copy(string from, string to)
    {
        Directory.CreateDirectory(Folder(to));
        foreach (var file in Directory.GetFiles(Folder(from))) File.Copy(file, Path.Combine(Folder(to), Path.GetFileName(file)), overwrite: true);
        return Task.CompletedTask;
    }

    public Task Drop(string records)
    {
        Directory.Delete(Folder(records), recursive: true);
        return Task.CompletedTask;
    }

    public Task Settle(string records) => Task.CompletedTask;

    public TimeSpan Processor => TimeSpan.Zero;

    public async Task<Spent> Write(string from, string to, string[] tables)
    {
        using var source = Open(from);
        using var target = Open(to);
        Run(target, "pragma synchronous = full; pragma cache_size = -65536");
        var spending = new Spending(() => Processor);
        using var tx = target.BeginTransaction();
        foreach (var table in tables)
        {
            using var select = source.CreateCommand();
            select.CommandText = $"select * from {table} order by rowid";
            using var rows = await select.ExecuteReaderAsync();
            using var insert = target.CreateCommand();
            insert.CommandText = $"insert into {table} ({string.Join(", ", Enumerable.Range(0, rows.FieldCount).Select(i => $"\"{rows.GetName(i)}\""))}) values ({string.Join(", ", Enumerable.Range(0, rows.FieldCount).Select(i => $"@p{i}"))})";
            var parameters = Enumerable.Range(0, rows.FieldCount).Select(i => insert.Parameters.Add(new SqliteParameter($"@p{i}", DBNull.Value))).ToArray();
            insert.Prepare();
            foreach (var piece in rows.InPieces(Piece))
            {
                spending.Begin();
                foreach (var row in piece)
                {
                    for (var i = 0; i < row.Length; i++) parameters[i].Value = row[i];
                    insert.ExecuteNonQuery();
                }
                spending.End();
            }
        }
        spending.Begin();
        tx.Commit();
        spending.End();
        return spending.Sum;
    }

    string Folder(string records) => Path.Combine(folder.FullName, records);

    SqliteConnection Open(string records)
    {
        var connection = new SqliteConnection($"Data Source={Folder(records)}/nameplate.db;Pooling=False");
        connection.Open();
        return connection;
    }

    static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
