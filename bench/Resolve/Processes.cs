using System.Diagnostics;
using System.Globalization;

namespace Nameplate.Bench;

static class Processes
{
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;

    public static async Task Done(params string[] arguments)
    {
        using var process = Start(arguments);
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException(string.Join(' ', arguments) + " failed");
    }
}

/// <summary>A server in a process of its own; it says its address in the first line.</summary>
sealed class Served(Process process, int port) : IAsyncDisposable
{
    public int Port => port;

    /// <summary>What is this process's own: mapped files are not.</summary>
    public double PrivateMegabytes => File.ReadLines($"/proc/{process.Id}/smaps_rollup").Where(l => l.StartsWith("Private_Dirty:", StringComparison.Ordinal))
        .Sum(l => double.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)) / 1024;

    public static async Task<Served> Start(string[] arguments)
    {
        var process = Processes.Start(arguments);
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(string.Join(' ', arguments) + " did not start");
        return new(process, new Uri(line.Split(' ')[^1]).Port);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
