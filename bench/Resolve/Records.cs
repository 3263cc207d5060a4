using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Nameplate.Bench;

/// <summary>Where the units are: a folder, or a PostgreSQL server of its own beside it.</summary>
sealed class Records(string folder, bool onPostgres) : IAsyncDisposable
{
    // as a server that must not lose what it has answered
    const string Durable = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c shared_buffers=1GB";

    static readonly string Script = Path.Combine(Root(), "build", "pg");
    readonly string cluster = Path.Combine(Path.GetTempPath(), "npresolve" + Environment.ProcessId);

    /// <summary>As Npgsql writes it; null on SQLite.</summary>
    public string? Connection { get; private set; }

    public string[] Where => Connection is null ? ["--data", folder] : ["--data", folder, "--postgres", Connection];

    public async Task Start()
    {
        if (!onPostgres) return;
        using var start = Process.Start(new ProcessStartInfo(Script, ["start", cluster, Durable]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        Connection = new NpgsqlConnectionStringBuilder((await start.StandardOutput.ReadToEndAsync()).Trim()) { Database = "bench" }.ToString();
    }

    public async Task<List<string>> Serials(int most)
    {
        List<string> serials = [];
        await using System.Data.Common.DbConnection connection = Connection is null ? new SqliteConnection($"Data Source={folder}/nameplate.db;Mode=ReadOnly") : new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select serial from products_unit limit {most}";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) serials.Add(reader.GetString(0));
        return serials;
    }

    public async ValueTask DisposeAsync()
    {
        if (Connection is null) return;
        NpgsqlConnection.ClearAllPools();
        using var stop = Process.Start(Script, ["stop", cluster]);
        await stop.WaitForExitAsync();
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Nameplate.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
