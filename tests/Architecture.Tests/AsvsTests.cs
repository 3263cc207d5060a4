using System.Text.RegularExpressions;

namespace Nameplate.Architecture.Tests;

public partial class AsvsTests
{
    static IReadOnlyList<string[]> Rows { get; } = [.. Repository.Read("docs/asvs.md").Split('\n').Where(l => RowForm().IsMatch(l)).Select(l => l.Trim('|').Split('|').Select(c => c.Trim()).ToArray())];

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var tests = Repository.Files("tests", ".cs").SelectMany(f => MethodForm().Matches(Repository.Read(f)).Select(m => $"{Path.GetFileNameWithoutExtension(f)}.{m.Groups["name"].Value}")).ToHashSet(StringComparer.Ordinal);
        var missing = Rows.Select(r => r[^1]).Where(t => t is not ("" or "by design") && !tests.Contains(t)).ToList();
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_row_says_how_it_stands()
    {
        Assert.True(Rows.Count > 180, $"{Rows.Count} rows");
        Assert.Empty(Rows.Where(r => r.Length != 6 || r[3] is not ("met" or "partly" or "no" or "operator" or "n/a")).Select(r => r[0]));
        Assert.Empty(Rows.Where(r => r[3] is not "met" && r[4].Length == 0 && r[0] is not ("12.2.2")).Select(r => r[0]));
        Assert.Empty(Rows.GroupBy(r => r[0]).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [GeneratedRegex(@"^\| \d+\.\d+\.\d+", RegexOptions.ExplicitCapture, 1000)] private static partial Regex RowForm();
    [GeneratedRegex(@"public (async )?(Task|void) (?<name>[A-Z]\w+)\(", RegexOptions.ExplicitCapture, 1000)] private static partial Regex MethodForm();
}
