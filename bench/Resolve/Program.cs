using System.Diagnostics;
using System.Globalization;
using Nameplate.Bench;

// How fast a serial is resolved, the scan being on the disk before the answer. On SQLite against a bare Kestrel that answers the same redirect and does nothing;
// on PostgreSQL against one that looks the unit up for each request and records nothing.
// dotnet run -c Release --project bench/Resolve [-- UNITS] [sqlite] [postgres] [product=FOLDER]
if (args is ["bare", .. var rest])
{
    await Bare.Run(rest.FirstOrDefault());
    return;
}

var units = args.Where(a => char.IsAsciiDigit(a[0])).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).FirstOrDefault(100_000);
var program = Path.Combine(args.FirstOrDefault(a => a.StartsWith("product=", StringComparison.Ordinal))?["product=".Length..] ?? AppContext.BaseDirectory, "nameplate.dll");
const string Gtin = "09506000134352";
const int Rounds = 5, Connections = 32, Most = 1_000_000;
var length = TimeSpan.FromSeconds(4);

if (!args.Contains("postgres")) await Measure(onPostgres: false);
if (!args.Contains("sqlite")) await Measure(onPostgres: true);

async Task Measure(bool onPostgres)
{
    var folder = Directory.CreateTempSubdirectory("np-bench");
    try
    {
        await using var records = new Records(folder.FullName, onPostgres);
        await records.Start();
        await Fill(folder.FullName, records);
        var paths = (await records.Serials(Most)).Select(serial => $"/01/{Gtin}/21/{serial}").ToArray();
        new Random(7).Shuffle(paths);

        string[] bareArguments = [Path.Combine(AppContext.BaseDirectory, "Resolve.dll"), "bare"], productArguments = [program, "serve", "--urls", "http://127.0.0.1:0", .. records.Where];
        await using var bare = await Served.Start(records.Connection is { } connection ? [.. bareArguments, connection] : bareArguments);
        await using (var once = await Served.Start(productArguments)) await Load.Run(once.Port, [paths[0]], 1, TimeSpan.Zero);      // what a first start has to do
        var began = Stopwatch.GetTimestamp();
        await using var product = await Served.Start(productArguments);
        await Load.Run(product.Port, [paths[0]], 1, TimeSpan.Zero);
        var restart = Stopwatch.GetElapsedTime(began);

        await Load.Run(bare.Port, paths, Connections, length);
        await Load.Run(product.Port, paths, Connections, length);
        List<Measured> ofBare = [], ofProduct = [];
        for (var round = 0; round < Rounds; round++)
        {
            ofBare.Add(await Load.Run(bare.Port, paths, Connections, length));
            ofProduct.Add(await Load.Run(product.Port, paths, Connections, length));
        }
        Say($"{(onPostgres ? "PostgreSQL" : "SQLite")}, {units:N0} units, {Connections} connections, medians of {Rounds} rounds of {length.TotalSeconds:0} s");
        Print(onPostgres ? "bare look-up" : "bare Kestrel", ofBare, bare.PrivateMegabytes);
        Print("nameplate", ofProduct, product.PrivateMegabytes);
        Say($"ratio          {Median(ofProduct.Select(m => m.PerSecond)) / Median(ofBare.Select(m => m.PerSecond)):0.00}   restart to the first answer {restart.TotalSeconds:0.0} s");
    }
    finally { folder.Delete(recursive: true); }
}

async Task Fill(string folder, Records records)
{
    var csv = Path.Combine(folder, "products.csv");
    await File.WriteAllTextAsync(csv, $"gtin,name,model,category\n{Gtin},Brew One,B-1,espresso\n");
    await Processes.Done([program, "db", "migrate", .. records.Where]);
    await Processes.Done([program, "brand", "create", "bench", "--name", "Bench", .. records.Where]);
    await Processes.Done([program, "import", "products", csv, .. records.Where]);
    for (var left = units; left > 0; left -= Most)
        await Processes.Done([program, "mint", "--gtin", Gtin, "--count", Math.Min(left, Most).ToString(CultureInfo.InvariantCulture), .. records.Where]);
}

static void Print(string name, List<Measured> rounds, double memory) =>
    Say($"{name,-14} {Median(rounds.Select(m => m.PerSecond)),9:N0} req/s   p50 {Median(rounds.Select(m => m.P50)):0.0} ms   p99 {Median(rounds.Select(m => m.P99)):0.0} ms   private {memory:0} MB");

static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
