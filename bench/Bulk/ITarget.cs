using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Nameplate.Bench;

sealed record Ran(double Seconds, double PrivateMegabytes);

/// <summary>A database that each run finds as it was before: a brand, a product, no unit.</summary>
interface ITarget
{
    /// <returns>Seconds, from the first row to the commit.</returns>
    Task<double> Bare(UnitFile file);
    Task<Ran> Import(UnitFile file);
    Task<Ran> Mint(int count);
}

static class Product
{
    public static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "nameplate.dll");

    public static async Task Prepare(string[] where)
    {
        var csv = Path.GetTempFileName();
        await File.WriteAllTextAsync(csv, $"gtin,name,model,category\n{UnitFile.Gtin},Brew One,B-1,espresso\n");
        await Processes.Done([Dll, "db", "migrate", .. where]);
        await Processes.Done([Dll, "brand", "create", "bench", "--name", "Bench", .. where]);
        await Processes.Done([Dll, "import", "products", csv, .. where]);
        File.Delete(csv);
    }

    /// <summary>Runs a bulk command in a process of its own and watches its memory; the seconds are those it says itself, without its start.</summary>
    public static async Task<Ran> Bulk(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Dll, .. arguments, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var most = 0.0;
        for (var ended = process.WaitForExitAsync(); !ended.IsCompleted; await Task.WhenAny(ended, Task.Delay(250))) most = Math.Max(most, PrivateMegabytes(process.Id));
        if (process.ExitCode != 0) throw new InvalidOperationException(await error);
        return new(JsonElement.Parse(await output).GetProperty("seconds").GetDouble(), most);
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
