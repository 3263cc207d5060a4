using System.Diagnostics;

namespace Nameplate.Tests.Host;

/// <summary>The built program, run as its users run it.</summary>
public static class Program
{
    public sealed record Ended(int Code, string Out, string Error);

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Nameplate.Host.Composition).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment.Remove("NAMEPLATE_POSTGRES");
        return Process.Start(start)!;
    }

    public static async Task<Ended> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await process.WaitForExitAsync(limit.Token);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>A server process on a free port; the address is what it printed.</summary>
    public static async Task<(Process Process, string Url)> Serve(params string[] arguments)
    {
        var process = Start(["serve", "--urls", "http://127.0.0.1:0", .. arguments]);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the server ended before it served");
        return (process, line.Split(' ')[^1]);
    }

    public static void Kill(this Process process)
    {
        process.Kill(entireProcessTree: true);      // SIGKILL
        process.WaitForExit();
        process.Dispose();
    }

    public static bool HasExitedSafely(this Process process)
    {
        try { return process.HasExited; }
        catch (InvalidOperationException) { return true; }      // killed and disposed
    }
}
