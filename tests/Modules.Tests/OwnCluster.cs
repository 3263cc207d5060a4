using System.Diagnostics;
using Npgsql;

namespace Nameplate.Tests;

/// <summary>A PostgreSQL cluster that one test has to itself, because roles belong to the cluster.</summary>
public sealed class OwnCluster : IAsyncDisposable
{
    static readonly string Script = Path.Combine(Repository.Root, "build", "pg");
    static int clusters;
    readonly string folder = Path.Combine(Path.GetTempPath(), $"npg{Environment.ProcessId}-{Interlocked.Increment(ref clusters)}");

    public OwnCluster()
    {
        using var start = Process.Start(new ProcessStartInfo(Script, ["start", folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        Connection = start.StandardOutput.ReadToEnd().Trim();
        start.WaitForExit();
    }

    /// <summary>As its superuser.</summary>
    public string Connection { get; }

    public async Task<string> NewDatabase(string name, string owner)
    {
        await Cluster.Run(Connection, $"create database {name} owner \"{owner}\"");
        return new NpgsqlConnectionStringBuilder(Connection) { Database = name, Username = owner }.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        using var stop = Process.Start(new ProcessStartInfo(Script, ["stop", folder]) { UseShellExecute = false })!;
        await stop.WaitForExitAsync();
    }
}
