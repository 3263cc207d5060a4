using System.Diagnostics;
using Npgsql;

namespace Nameplate.Tests;

/// <summary>A PostgreSQL cluster that one test has to itself, because roles belong to the cluster.</summary>
public sealed class OwnCluster : IAsyncDisposable
{
    static readonly string Script = Path.Combine(Repository.Root, "build", "pg");
    static int clusters;
    readonly string folder = Path.Combine(Path.GetTempPath(), $"pg{Interlocked.Increment(ref clusters)}");

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

    /// <summary>As if its machine were switched off.</summary>
    public Task Stop() => Control("stop", "-m", "immediate");
    public async Task StartAgain()
    {
        var said = await File.ReadAllTextAsync(Path.Combine(folder, "data", "postmaster.opts"));      // as it was started
        await Control("start", "-o", said[(said.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace('"', '\'').TrimEnd());
    }

    async Task Control(string verb, params string[] more)
    {
        var bin = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin/pg_ctl";
        string[] command = [bin, "-D", Path.Combine(folder, "data"), "-w", "-s", "-l", Path.Combine(folder, "log"), .. more, verb];
        string[] asPostgres = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. command] : command;
        using var control = Process.Start(new ProcessStartInfo(asPostgres[0], asPostgres[1..]) { UseShellExecute = false, WorkingDirectory = folder })!;
        await control.WaitForExitAsync();
        if (control.ExitCode != 0) throw new InvalidOperationException($"pg_ctl {verb} failed");
    }

    public async ValueTask DisposeAsync()
    {
        using var stop = Process.Start(new ProcessStartInfo(Script, ["stop", folder]) { UseShellExecute = false })!;
        await stop.WaitForExitAsync();
    }
}
