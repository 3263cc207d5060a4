using System.Globalization;
using Nameplate.Bench;

// Rows per second of the product's imports, exports and mint, against bare inserts of the same rows into the same tables with the same indexes.
// dotnet run -c Release --project bench/Bulk [-- ROWS [ROUNDS] [sqlite] [postgres] [KIND[.csv]...] [mint] [random] [scans] [product=FOLDER]]
var numbers = args.Where(a => char.IsAsciiDigit(a[0])).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
var (count, rounds) = (numbers.Length > 0 ? numbers[0] : 1_000_000, numbers.Length > 1 ? numbers[1] : 3);
string[] all = [.. Kind.All.Select(k => k.Name), "mint"];
string[] wanted = [.. all.Where(k => args.Contains(k + ".csv") || (k != "scans" && args.Contains(k)))];      // “scans” alone asks how long scans wait
if (wanted.Length == 0 && !args.Contains("scans")) wanted = all;
var both = !args.Contains("sqlite") && !args.Contains("postgres");

var folder = Directory.CreateTempSubdirectory("npb");
try
{
    await Product.Publish(folder, args.FirstOrDefault(a => a.StartsWith("product=", StringComparison.Ordinal))?["product=".Length..]);
    if (wanted.Length > 0 && (both || args.Contains("sqlite"))) await new Measure(new OnSqlite(folder), folder, count, rounds, args.Contains("random")).Run(wanted);
    if (wanted.Length > 0 && (both || args.Contains("postgres")))
    {
        await using var cluster = await OnPostgres.Start(folder);
        await new Measure(cluster, folder, count, rounds, args.Contains("random")).Run(wanted);
    }
    if (args.Contains("scans")) await ScansMeanwhile.Run(folder, count);
}
finally { folder.Delete(recursive: true); }
