using System.Diagnostics;
using Npgsql;

namespace Nameplate.Tests;

/// <summary>One throw-away PostgreSQL cluster for the test process, on a socket of its own; it ends with the process.</summary>
public static class Cluster
{
    static readonly string Script = Path.Combine(Repository.Root, "build", "pg");
    static readonly string Folder = Path.Combine(Path.GetTempPath(), "pg");
    static readonly Lazy<string> Started = new(Start);
    static int databases, stopped;

    static string Start()
    {
        using var start = Process.Start(new ProcessStartInfo(Script, ["start", Folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var connection = start.StandardOutput.ReadToEnd().Trim();
        start.WaitForExit();
        if (start.ExitCode != 0) throw new InvalidOperationException("PostgreSQL did not start. Run ./test, which installs it.");
        Scratch.Before(Stop);
        return connection;
    }

    /// <summary>When the last test is done.</summary>
    public static void Stop()
    {
        if (!Started.IsValueCreated || Interlocked.Exchange(ref stopped, 1) == 1) return;
        using var stop = Process.Start(Script, ["stop", Folder]);
        stop.WaitForExit();
    }

    public static string NewDatabase()
    {
        var connection = new NpgsqlConnectionStringBuilder(Started.Value);
        var name = "t" + Interlocked.Increment(ref databases);
        using var open = new NpgsqlConnection(connection.ToString());
        open.Open();
        using var create = new NpgsqlCommand($"create database {name}", open);
        create.ExecuteNonQuery();
        connection.Database = name;
        connection.MaxPoolSize = 60;
        return connection.ToString();
    }

    public static Task Run(string connection, string sql) => Ask(connection, sql);

    public static async Task<object?> Ask(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        return await command.ExecuteScalarAsync();
    }
}

public static class Repository
{
    public static string Root { get; } = Find();

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Nameplate.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
