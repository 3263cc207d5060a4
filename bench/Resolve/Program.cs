using System.Globalization;
using Microsoft.Data.Sqlite;
using Nameplate.Bench;

// How fast a serial is resolved, the scan being on the disk before the answer, against a bare Kestrel that answers the same redirect and does nothing.
// dotnet run -c Release --project bench/Resolve [-- UNITS]
if (args is ["bare"])
{
    await Bare.Run();
    return;
}

var units = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
const string Gtin = "09506000134352";
const int Rounds = 5, Connections = 32;
var length = TimeSpan.FromSeconds(4);

var folder = Directory.CreateTempSubdirectory("np-bench");
var program = Path.Combine(AppContext.BaseDirectory, "nameplate.dll");
try
{
    var csv = Path.Combine(folder.FullName, "products.csv");
    await File.WriteAllTextAsync(csv, $"gtin,name,model,category\n{Gtin},Brew One,B-1,espresso\n");
    await Processes.Done(program, "brand", "create", "bench", "--name", "Bench", "--data", folder.FullName);
    await Processes.Done(program, "import", "products", csv, "--data", folder.FullName);
    for (var left = units; left > 0; left -= 1_000_000)
        await Processes.Done(program, "mint", "--gtin", Gtin, "--count", Math.Min(left, 1_000_000).ToString(CultureInfo.InvariantCulture), "--data", folder.FullName);
    var paths = Serials(folder.FullName);

    await using var bare = await Served.Start([Path.Combine(AppContext.BaseDirectory, "Resolve.dll"), "bare"]);
    await using var product = await Served.Start([program, "serve", "--urls", "http://127.0.0.1:0", "--data", folder.FullName]);
    await Load.Run(bare.Port, paths, Connections, length);
    await Load.Run(product.Port, paths, Connections, length);

    List<Measured> ofBare = [], ofProduct = [];
    for (var round = 0; round < Rounds; round++)
    {
        ofBare.Add(await Load.Run(bare.Port, paths, Connections, length));
        ofProduct.Add(await Load.Run(product.Port, paths, Connections, length));
    }
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{units:N0} units, {Connections} connections, medians of {Rounds} rounds of {length.TotalSeconds:0} s"));
    Print("bare Kestrel", ofBare, bare.PrivateMegabytes);
    Print("nameplate", ofProduct, product.PrivateMegabytes);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio to bare Kestrel   {Median(ofProduct.Select(m => m.PerSecond)) / Median(ofBare.Select(m => m.PerSecond)):0.00}"));
}
finally { folder.Delete(recursive: true); }

static void Print(string name, List<Measured> rounds, double memory) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{name,-14} {Median(rounds.Select(m => m.PerSecond)),9:N0} req/s   p50 {Median(rounds.Select(m => m.P50)):0.0} ms   p99 {Median(rounds.Select(m => m.P99)):0.0} ms   private {memory:0} MB"));

static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

static string[] Serials(string folder)
{
    using var connection = new SqliteConnection($"Data Source={folder}/nameplate.db;Mode=ReadOnly");
    connection.Open();
    using var command = connection.CreateCommand();
    command.CommandText = "select serial from products_unit limit 1000000";
    using var reader = command.ExecuteReader();
    List<string> paths = [];
    while (reader.Read()) paths.Add($"/01/{Gtin}/21/{reader.GetString(0)}");
    string[] shuffled = [.. paths];
    new Random(7).Shuffle(shuffled);
    return shuffled;
}
