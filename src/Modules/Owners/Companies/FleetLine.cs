using System.Text.RegularExpressions;

namespace Nameplate.Owners.Companies;

/// <summary>One unit that is to be put into a fleet, as it was written: a serial, a scanned code, or a line of a table.</summary>
/// <param name="Number">Of its line, from 1.</param>
/// <param name="Text">As it was written, to be shown and sent again.</param>
/// <param name="Gtin">Null where the serial stands alone.</param>
/// <param name="Site">A site's name or id.</param>
/// <param name="PurchasedOn">As written.</param>
internal sealed partial record FleetLine(int Number, string Text, string? Gtin, string Serial, string? Site = null, string? PurchasedOn = null)
{
    /// <summary>At once; more come as several pastes.</summary>
    public const int Most = 2_000, LongestText = 400_000;

    static readonly string[] Columns = ["gtin", "serial", "site", "purchased_on"];

    /// <summary>
    /// Reads what was pasted. With a heading that names columns it is a table (commas, semicolons or tabs); without one a line is a serial, a scanned code,
    /// or <c>gtin, serial, site, purchased_on</c>.
    /// </summary>
    public static IReadOnlyList<FleetLine> Read(string text)
    {
        List<FleetLine> lines = [];
        string[]? heading = null;
        var number = 0;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (raw.Trim() is not { Length: > 0 } line) continue;
            if (CodeForm().Match(line) is { Success: true } code) { lines.Add(new(number, line, code.Groups["gtin"].Value, Uri.UnescapeDataString(code.Groups["serial"].Value))); continue; }
            string[] cells = [.. Cells(line).Select(c => c.Trim())];
            if (heading is null && lines.Count == 0 && cells.Any(c => c.Equals("serial", StringComparison.OrdinalIgnoreCase))) { heading = [.. cells.Select(c => c.ToLowerInvariant())]; continue; }
            lines.Add(heading is not null ? Of(number, line, name => Array.IndexOf(heading, name) is >= 0 and var i && i < cells.Length ? cells[i] : null)
                : cells.Length == 1 ? new(number, line, null, cells[0]) : Of(number, line, name => Array.IndexOf(Columns, name) is var i && i < cells.Length ? cells[i] : null));
        }
        return lines;
    }

    /// <summary>The heading of a pasted table, which goes in front of the lines that are sent again.</summary>
    public static string? HeadingOf(string text) =>
        text.ReplaceLineEndings("\n").Split('\n').FirstOrDefault(l => l.Trim().Length > 0)?.Trim() is { } first && !CodeForm().IsMatch(first) && Cells(first).Any(c => c.Trim().Equals("serial", StringComparison.OrdinalIgnoreCase)) ? first : null;

    static FleetLine Of(int number, string line, Func<string, string?> cell) => new(number, line, Filled(cell("gtin")), cell("serial") ?? "", Filled(cell("site")), Filled(cell("purchased_on")));

    static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    static string[] Cells(string line)
    {
        var delimiter = line.Contains('\t', StringComparison.Ordinal) ? "\t" : line.Contains(';', StringComparison.Ordinal) ? ";" : ",";
        if (!line.Contains('"', StringComparison.Ordinal)) return line.Split(delimiter);
        return [.. QuotedForm().Matches(line + delimiter).Where(m => m.Groups["delimiter"].Value == delimiter || m.Groups["quoted"].Success).Select(m => m.Groups["quoted"].Success ? m.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : m.Groups["plain"].Value)];
    }

    // a GS1 Digital Link, as a phone or a hand scanner reads it off a label
    [GeneratedRegex(@"/01/(?<gtin>\d{8,14})(/(22|10)/[^/?#]+)*/21/(?<serial>[^/?#]+)", RegexOptions.ExplicitCapture, 1000)] private static partial Regex CodeForm();
    [GeneratedRegex(@"(""(?<quoted>([^""]|"""")*)""|(?<plain>[^,;\t""]*))\s*(?<delimiter>[,;\t])", RegexOptions.ExplicitCapture, 1000)] private static partial Regex QuotedForm();
}
