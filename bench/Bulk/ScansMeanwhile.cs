using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Nameplate.Bench;

/// <summary>How long scans wait on a server on SQLite: alone, and while the server imports a file.</summary>
static class ScansMeanwhile
{
    const int Connections = 4;
    const double Allowed = 20;
    static readonly TimeSpan Alone = TimeSpan.FromSeconds(15);

    public static async Task Run(DirectoryInfo folder, int count)
    {
        var target = new OnSqlite(folder);
        var stage = await new Measure(target, folder, count, rounds: 1, random: false).Stage(["model", "units"]);
        var where = target.Where(stage);
        var units = Kind.Of("units");
        var file = Kind.Write(folder, units.Name, units.Header, count, i => units.Row(count + i));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Scans of a server on SQLite that holds {count:N0} units, {Connections} connections, each a scan every few milliseconds"));
        await using var server = await Served.Start([Product.Dll, "serve", "--urls", "http://127.0.0.1:0", .. where]);
        await Load(server.Port, count, Task.Delay(TimeSpan.FromSeconds(5)));      // warm

        await CaughtUp(server.Port);
        Print("alone", await Load(server.Port, count, Task.Delay(Alone)));
        var import = Product.Import(units.Name, file, count, where);
        Print($"while {count:N0} units are imported", await Load(server.Port, count, import));
        Print("while subscribers catch up", await Load(server.Port, count, CaughtUp(server.Port)));
        Print("alone again", await Load(server.Port, count, Task.Delay(Alone)));
        var rate = count / (await import).Seconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the import meanwhile {rate:N0} rows/s; the server's private memory {server.PrivateMegabytes:0} MB"));
    }

    /// <summary>Until every subscriber has seen what was written: `/readyz` tells how far each is behind.</summary>
    static async Task CaughtUp(int port)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new($"http://127.0.0.1:{port}") };
        while (JsonElement.Parse(await client.GetStringAsync("/readyz")).GetProperty("lag").EnumerateObject().Any(l => l.Value.GetInt64() > 0)) await Task.Delay(200);
    }

    static async Task<double[]> Load(int port, int units, Task until)
    {
        var each = await Task.WhenAll(Enumerable.Range(0, Connections).Select(async connection =>
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new($"http://127.0.0.1:{port}") };
            var any = new Random(connection);
            List<double> waits = [];
            while (!until.IsCompleted)
            {
                var path = $"/01/{Kind.Gtin}/21/{Kind.Serial(any.Next(units))}";
                var sent = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(path);
                waits.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                await Task.Delay(2);
            }
            return waits;
        }));
        return [.. each.SelectMany(w => w).Order()];
    }

    static void Print(string name, double[] waits) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-36} {waits.Length,8:N0} scans   p50 {waits[waits.Length / 2]:0.0} ms   p99 {waits[waits.Length * 99 / 100]:0.0} ms   p99.9 {waits[waits.Length * 999 / 1000]:0.0} ms   longest {waits[^1]:0.0} ms   over {Allowed} ms: {waits.Count(w => w > Allowed)}"));
}
