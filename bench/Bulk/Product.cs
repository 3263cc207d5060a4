using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Nameplate.Bench;

/// <summary>What a bulk command said of itself, the most private memory it was seen with, and what it used of the processor.</summary>
sealed record Ran(JsonElement Result, double PrivateMegabytes, TimeSpan Processor)
{
    /// <summary>Without the start of the process.</summary>
    public double Seconds => Result.GetProperty("seconds").GetDouble();
}

static class Product
{
    public static string Dll { get; private set; } = "";

    /// <summary>Makes the product as an operator does, unless it is made already.</summary>
    /// <param name="made">The folder that holds it.</param>
    public static async Task Publish(DirectoryInfo folder, string? made)
    {
        var output = made ?? Path.Combine(folder.FullName, "product");
        Dll = Path.Combine(output, "nameplate.dll");
        if (made is not null) return;
        await Processes.Done(["publish", Path.Combine(Root, "src", "Host"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-o", output, "-v", "quiet", "-p:NuGetLockFilePath=obj/published.lock.json"]);
    }

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Nameplate.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }

    public static async Task Open(string[] where)
    {
        await Processes.Done([Dll, "db", "migrate", .. where]);
        await Processes.Done([Dll, "brand", "create", "bench", "--name", "Bench", .. where]);
    }

    public static async Task<Ran> Import(string kind, string file, int rows, string[] where)
    {
        var ran = await Bulk(["import", kind, file, .. where]);
        return ran.Result.GetProperty("added").GetInt32() == rows ? ran : throw new InvalidOperationException($"{kind}: {ran.Result}");
    }

    public static async Task<Ran> Export(string kind, string file, int rows, string[] where)
    {
        var ran = await Bulk(["export", kind, file, .. where]);
        return ran.Result.GetProperty("rows").GetInt32() == rows ? ran : throw new InvalidOperationException($"{kind}: {ran.Result}");
    }

    /// <summary>Runs a bulk command in a process of its own and watches its memory.</summary>
    public static async Task<Ran> Bulk(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Dll, .. arguments, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (most, processor) = (0.0, TimeSpan.Zero);
        for (var ended = process.WaitForExitAsync(); !ended.IsCompleted; await Task.WhenAny(ended, Task.Delay(100)))
        {
            most = Math.Max(most, PrivateMegabytes(process.Id));
            try { processor = process.TotalProcessorTime; }
            catch (InvalidOperationException) { break; }      // it has ended
        }
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', arguments)}: {await output}{await error}");
        return new(JsonElement.Parse(await output), most, processor);
    }

    static double PrivateMegabytes(int process)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/smaps_rollup").Where(l => l.StartsWith("Private_Dirty:", StringComparison.Ordinal))
                .Sum(l => double.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)) / 1024;
        }
        catch (IOException) { return 0; }      // it has ended
    }
}
