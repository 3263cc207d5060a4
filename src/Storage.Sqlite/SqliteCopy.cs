using Microsoft.Data.Sqlite;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Sqlite;

/// <summary>SQLite's own online backup: it reads one moment of the write-ahead log while others go on writing.</summary>
internal sealed class SqliteCopy(SqliteFile file) : IRecordsCopy
{
    public string Kind => "sqlite";
    public string FileName => "nameplate.db";

    public async Task<CopiedRecords> Write(string path, CancellationToken ct)
    {
        if (!File.Exists(file.Path)) throw new CopyRefused($"There is no database at {file.Path}. Name the data folder with --data.");
        return await Task.Run(() =>
        {
            using (var from = Open(file.Path))
            using (var to = Open(path))
            {
                from.BackupDatabase(to);
                Rows(to, "pragma journal_mode = delete");      // one file, with no log beside it
            }
            using (var written = new FileStream(path, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
            using var copy = Open(path);
            return Content(copy);
        }, ct);
    }

    public Task<string?> Check(string path, CopiedRecords expected, CancellationToken ct) => Task.Run(() =>
    {
        try
        {
            using var copy = Open(path);
            if (Rows(copy, "pragma integrity_check(1)").Single() is not "ok" and var wrong) return $"SQLite says: {wrong}.";
            var tables = Content(copy).Tables;
            return expected.Tables.Where(t => tables.GetValueOrDefault(t.Key, -1) != t.Value).Select(t => $"{t.Key} has {tables.GetValueOrDefault(t.Key)} rows instead of {t.Value}.").FirstOrDefault();
        }
        catch (SqliteException error) when (error.SqliteErrorCode is 11 or 26) { return "the records are not a database."; }
    }, ct);

    public Task<bool> AnythingThere(CancellationToken ct) => Task.FromResult(File.Exists(file.Path));

    public Task<string> PutAside(string stamp, CancellationToken ct)
    {
        var aside = Directory.CreateDirectory(Aside(stamp)).FullName;
        foreach (var end in (string[])["", "-wal", "-shm"])
            if (File.Exists(file.Path + end)) File.Move(file.Path + end, Path.Combine(aside, Path.GetFileName(file.Path) + end));
        return Task.FromResult(aside);
    }

    public Task TakeBack(string stamp, CancellationToken ct)
    {
        foreach (var kept in Directory.EnumerateFiles(Aside(stamp))) File.Move(kept, Path.Combine(Path.GetDirectoryName(file.Path)!, Path.GetFileName(kept)), overwrite: true);
        Directory.Delete(Aside(stamp));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyCollection<string>> Restore(string path, CopiedRecords expected, CancellationToken ct) => Task.Run<IReadOnlyCollection<string>>(() =>
    {
        using (var copy = Open(path)) Rows(copy, "pragma journal_mode = wal");
        File.Move(path, file.Path);
        return [];      // a file keeps every place
    }, ct);

    string Aside(string stamp) => Path.Combine(Path.GetDirectoryName(file.Path)!, $"replaced-{stamp}");

    static CopiedRecords Content(SqliteConnection copy)
    {
        var names = Rows(copy, "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name");
        return new(names.Contains("__EFMigrationsHistory") ? Rows(copy, "select \"MigrationId\" from \"__EFMigrationsHistory\" order by 1") : [],
            new SortedDictionary<string, long>(names.ToDictionary(n => n, n => long.Parse(Rows(copy, $"select count(*) from \"{n}\"")[0], System.Globalization.CultureInfo.InvariantCulture)), StringComparer.Ordinal), []);
    }

    static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 60 }.ToString());
        connection.Open();
        return connection;
    }

    static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }
}
