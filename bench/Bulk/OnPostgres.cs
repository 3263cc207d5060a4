using System.Diagnostics;
using Npgsql;

namespace Nameplate.Bench;

sealed class OnPostgres(string cluster, string connection, string data) : ITarget, IAsyncDisposable
{
    const int Piece = 100_000;

    static string Script => Path.Combine(Product.Root, "build", "pg");

    public string Bare => "PostgreSQL, binary COPY in one transaction";

    public static async Task<OnPostgres> Start(DirectoryInfo folder)
    {
        var cluster = Path.Combine(Path.GetTempPath(), "npbpg" + Environment.ProcessId);
        using var start = Process.Start(new ProcessStartInfo(Script, ["start", cluster]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return new OnPostgres(cluster, (await start.StandardOutput.ReadToEndAsync()).Trim(), Path.Combine(folder.FullName, "pg"));
    }

    public string[] Where(string records) => ["--data", data, "--postgres", To(records)];

    public Task Copy(string from, string to) => Run($"create database \"{to}\" template \"{from}\"");
    public Task Drop(string records) => Run($"drop database if exists \"{records}\" with (force)");
    public Task Settle(string records) => Run("analyze", records);      // build/pg starts a server without autovacuum

    /// <summary>The server's own time, that of its ended sessions, and that of those which run.</summary>
    public TimeSpan Processor
    {
        get
        {
            var postmaster = File.ReadLines(Path.Combine(cluster, "data", "postmaster.pid")).First();
            var ticks = 0L;
            foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
            {
                string stat;
                try { stat = File.ReadAllText(process + "/stat"); }
                catch (IOException) { continue; }      // it has ended
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (Path.GetFileName(process) == postmaster) ticks += Ticks(fields[11..15]);
                else if (fields[1] == postmaster) ticks += Ticks(fields[11..13]);
            }
            return TimeSpan.FromSeconds(ticks / 100.0);

            static long Ticks(string[] times) => times.Sum(t => long.Parse(t, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    public async Task<Spent> Write(string from, string to, string[] tables)
    {
        await using var source = new NpgsqlConnection(To(from));
        await using var target = new NpgsqlConnection(To(to));
        await source.OpenAsync();
        await target.OpenAsync();
        await using var tx = await target.BeginTransactionAsync();
        var spending = new Spending(() => Processor);
        foreach (var table in tables)
        {
            await using var select = new NpgsqlCommand($"select * from {table} order by ctid", source);
            await using var rows = await select.ExecuteReaderAsync();
            var types = rows.GetColumnSchema().Select(c => c.DataTypeName!).ToArray();
            foreach (var piece in rows.InPieces(Piece))
            {
                spending.Begin();
                await using (var copy = await target.BeginBinaryImportAsync($"copy {table} ({string.Join(", ", rows.GetColumnSchema().Select(c => $"\"{c.ColumnName}\""))}) from stdin (format binary)"))
                {
                    foreach (var row in piece)
                    {
                        copy.StartRow();
                        for (var i = 0; i < row.Length; i++)
                        {
                            if (row[i] is DBNull) copy.WriteNull();
                            else copy.Write(row[i], types[i]);
                        }
                    }
                    await copy.CompleteAsync();
                }
                spending.End();
            }
        }
        spending.Begin();
        await tx.CommitAsync();
        spending.End();
        return spending.Sum;
    }

    async Task Run(string sql, string records = "postgres")
    {
        NpgsqlConnection.ClearAllPools();
        await using var open = new NpgsqlConnection(To(records));
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    string To(string database) => new NpgsqlConnectionStringBuilder(connection) { Database = database, CommandTimeout = 0 }.ToString();

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        using var stop = Process.Start(Script, ["stop", cluster]);
        await stop.WaitForExitAsync();
    }
}
