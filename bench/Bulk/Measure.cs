using System.Globalization;

namespace Nameplate.Bench;

/// <summary>Both sides of every kind in turn, each on records that are as they were.</summary>
sealed class Measure(ITarget target, DirectoryInfo folder, int count, int rounds, bool random)
{
    readonly HashSet<string> stages = [];

    public async Task Run(IReadOnlyCollection<string> wanted)
    {
        Say($"{count:N0} rows of each kind, medians of {rounds}, against {target.Bare}");
        Say($"{"",-14} {"rows/s",9} {"bare",9} {"ratio",6}   {"\u00b5s of processor",16} {"bare",6} {"private",8}   {"export rows/s",13} {"private",8}");
        foreach (var kind in Kind.All.Where(k => wanted.Contains(k.Name)))
        {
            var stage = await Stage(kind.After);
            var file = kind.Write(folder, count, random);
            await Both(kind.Name, stage, kind.Tables, where => Product.Import(kind.Name, file, count, where), where => Product.Export(kind.Name, Path.Combine(folder.FullName, "back.csv"), count, where));
            File.Delete(file);
        }
        if (wanted.Contains("mint")) await Both("mint", await Stage(["model"]), ["products_unit"], where => Product.Bulk(["mint", "--gtin", Kind.Gtin, "--count", count.ToString(CultureInfo.InvariantCulture), .. where]));
    }

    async Task Both(string name, string stage, string[] tables, Func<string[], Task<Ran>> take, Func<string[], Task<Ran>>? give = null)
    {
        List<Ran> taken = [], given = [];
        List<Spent> bare = [];
        List<TimeSpan> processor = [];
        for (var round = 0; round < rounds; round++)
        {
            await target.Copy(stage, "run");
            var before = target.Processor;
            taken.Add(await take(target.Where("run")));
            processor.Add(taken[^1].Processor + target.Processor - before);
            await target.Copy(stage, "bare");
            bare.Add(await target.Write("run", "bare", tables));
            await target.Drop("bare");
            await target.Settle("run");
            if (give is not null) given.Add(await give(target.Where("run")));
            await target.Drop("run");
        }
        var (ours, theirs) = (count / Median(taken.Select(r => r.Seconds)), count / Median(bare.Select(s => s.Clock.TotalSeconds)));
        var export = given.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count / Median(given.Select(r => r.Seconds)),13:N0} {given.Max(r => r.PrivateMegabytes),5:0} MB");
        Say($"{name,-14} {ours,9:N0} {theirs,9:N0} {ours / theirs,6:0.00}   {Each(processor),16:0.0} {Each(bare.Select(s => s.Processor)),6:0.0} {taken.Max(r => r.PrivateMegabytes),5:0} MB   {export}");
    }

    double Each(IEnumerable<TimeSpan> times) => Median(times.Select(t => t.TotalMicroseconds)) / count;

    /// <summary>Records that hold what a kind needs; they are made once.</summary>
    public async Task<string> Stage(string[] needed)
    {
        var name = "stage" + string.Concat(needed.Select(n => "-" + n));
        if (!stages.Add(name)) return name;
        if (needed.Length == 0)
        {
            await Product.Open(target.Where(name));
            return name;
        }
        await target.Copy(await Stage(needed[..^1]), name);
        var (kind, rows, row) = Kind.Needed[needed[^1]];
        var file = Kind.Write(folder, "needed", Kind.Of(kind).Header, rows ?? count, row);
        await Product.Import(kind, file, rows ?? count, target.Where(name));
        File.Delete(file);
        return name;
    }

    static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}
