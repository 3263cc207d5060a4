using System.Diagnostics;
using System.Globalization;

namespace Nameplate.Bench;

/// <summary>Scans of a server on SQLite, one after the other on a few connections, before and while it imports a file.</summary>
static class ScansMeanwhile
{
    const int Connections = 4;

    public static async Task Run(DirectoryInfo folder, UnitFile file)
    {
        var data = Path.Combine(folder.FullName, "scans");
        string[] where = ["--data", data];
        await Product.Prepare(where);
        await Processes.Done([Product.Dll, "mint", "--gtin", UnitFile.Gtin, "--count", "1000", .. where]);
        await using var server = await Served.Start([Product.Dll, "serve", "--urls", "http://127.0.0.1:0", .. where]);
        await Load(server.Port, Task.Delay(TimeSpan.FromSeconds(3)));

        Print("scans alone", await Load(server.Port, Task.Delay(TimeSpan.FromSeconds(10))));
        var import = Product.Bulk(["import", "units", file.Path, .. where]);
        Print("scans while a file is imported", await Load(server.Port, import));
        var rate = file.Serials.Length / (await import).Seconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the import meanwhile {rate:N0} rows/s; the server's private memory {server.PrivateMegabytes:0} MB"));
    }

    static async Task<double[]> Load(int port, Task until)
    {
        var each = await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new($"http://127.0.0.1:{port}") };
            List<double> waits = [];
            while (!until.IsCompleted)
            {
                var sent = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync($"/01/{UnitFile.Gtin}/21/X");
                waits.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                await Task.Delay(2);
            }
            return waits;
        }));
        return [.. each.SelectMany(w => w).Order()];
    }

    static void Print(string name, double[] waits) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-32} {waits.Length,8:N0} scans   p50 {waits[waits.Length / 2]:0.0} ms   p99 {waits[waits.Length * 99 / 100]:0.0} ms   p99.9 {waits[waits.Length * 999 / 1000]:0.0} ms   longest {waits[^1]:0.0} ms"));
}
