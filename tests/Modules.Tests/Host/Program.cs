using System.Diagnostics;

namespace Nameplate.Tests.Host;

/// <summary>The built program, run as its users run it.</summary>
public static class Program
{
    public sealed record Ended(int Code, string Out, string Error);

    public static Process Start(params string[] arguments) => Start(null, arguments);

    public static Process Start(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Nameplate.Host.Composition).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment.Remove("NAMEPLATE_POSTGRES");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static Task<Ended> Run(params string[] arguments) => Run(null, arguments);

    public static async Task<Ended> Run(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await process.WaitForExitAsync(limit.Token);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>A server process on a free port; the address is what it printed.</summary>
    public static Task<(Process Process, string Url)> Serve(params string[] arguments) => Serve(null, _ => { }, arguments);

    /// <param name="said">Gets each line of standard error.</param>
    public static async Task<(Process Process, string Url)> Serve(IReadOnlyDictionary<string, string>? environment, Action<string> said, params string[] arguments)
    {
        var process = Start(environment, ["serve", "--urls", "http://127.0.0.1:0", .. arguments]);
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) said(line.Data); };
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
