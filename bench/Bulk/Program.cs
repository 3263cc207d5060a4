using System.Globalization;
using Nameplate.Bench;

// Rows per second of the product's import and mint, against a bare prepared insert (SQLite) and a bare binary COPY (PostgreSQL) into the same table with the same indexes.
// dotnet run -c Release --project bench/Bulk [-- ROWS [ROUNDS] [sqlite] [postgres] [scans] [random]]
var numbers = args.Where(a => char.IsAsciiDigit(a[0])).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
var (count, rounds) = (numbers.Length > 0 ? numbers[0] : 1_000_000, numbers.Length > 1 ? numbers[1] : 3);
var both = !args.Contains("sqlite") && !args.Contains("postgres");

var folder = Directory.CreateTempSubdirectory("npb");
try
{
    var file = new UnitFile(Path.Combine(folder.FullName, "units.csv"), count, random: args.Contains("random"));
    if (both || args.Contains("sqlite")) await Measure("SQLite, bare prepared insert in one transaction", await OnSqlite.Prepare(folder));
    if (both || args.Contains("postgres"))
    {
        await using var cluster = await OnPostgres.Prepare(folder);
        await Measure("PostgreSQL, bare binary COPY", cluster);
    }
    if (args.Contains("scans")) await ScansMeanwhile.Run(folder, file);

    async Task Measure(string bareName, ITarget target)
    {
        List<double> bare = [], import = [], mint = [];
        var memory = 0.0;
        for (var round = 0; round < rounds; round++)
        {
            bare.Add(count / await target.Bare(file));
            var ours = await target.Import(file);
            import.Add(count / ours.Seconds);
            memory = Math.Max(memory, ours.PrivateMegabytes);
            mint.Add(count / (await target.Mint(count)).Seconds);
        }
        Print(string.Create(CultureInfo.InvariantCulture, $"{count:N0} units, medians of {rounds} rounds"));
        Print(string.Create(CultureInfo.InvariantCulture, $"{bareName,-50} {Median(bare),9:N0} rows/s"));
        Print(string.Create(CultureInfo.InvariantCulture, $"{"nameplate import units",-50} {Median(import),9:N0} rows/s   ratio {Median(import) / Median(bare):0.00}   private {memory:0} MB"));
        Print(string.Create(CultureInfo.InvariantCulture, $"{"nameplate mint",-50} {Median(mint),9:N0} rows/s   ratio {Median(mint) / Median(bare):0.00}"));
    }
}
finally { folder.Delete(recursive: true); }

static void Print(string line) => Console.WriteLine(line);
static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
