namespace Nameplate.Owners.Finder;

/// <summary>What somebody may have meant who copied a serial from a label: without case, blanks and dashes; and with an O for a 0, an I or L for a 1, a B for an 8 and their like.</summary>
internal static class NearSerial
{
    const int Most = 300;
    static readonly string[] Alike = ["O0QD", "I1L", "B8", "S5", "Z2", "G6", "VU"];

    /// <summary>The same number, written otherwise.</summary>
    public static IReadOnlyList<string> Same(string typed)
    {
        var text = typed.Trim();
        var compact = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        return [.. new[] { text, compact, compact.ToUpperInvariant(), Plain(text) }.Where(s => s.Length is > 0 and <= 40).Distinct()];
    }

    /// <summary>Others that look like it: one letter read as another wherever it stands, and any one or two letters read wrong.</summary>
    public static IReadOnlyList<string> Like(string typed)
    {
        var plain = Plain(typed);
        if (plain.Length is < 3 or > 30) return [];
        HashSet<string> found = [];
        foreach (var group in Alike)
            foreach (var from in group)
                foreach (var to in group) found.Add(plain.Replace(from, to));
        found.Add(string.Concat(plain.Select(c => Alike.FirstOrDefault(g => g.Contains(c)) is { } g ? g.FirstOrDefault(char.IsAsciiDigit, c) : c)));
        foreach (var once in Once(plain).ToList())
        {
            found.Add(once);
            if (found.Count >= Most) break;
            foreach (var twice in Once(once)) { found.Add(twice); if (found.Count >= Most) break; }
        }
        foreach (var same in Same(typed)) found.Remove(same);
        return [.. found];
    }

    static IEnumerable<string> Once(string text)
    {
        for (var i = 0; i < text.Length; i++)
            foreach (var other in Alike.FirstOrDefault(g => g.Contains(text[i])) ?? "")
                if (other != text[i]) yield return string.Concat(text.AsSpan(0, i), other.ToString(), text.AsSpan(i + 1));
    }

    static string Plain(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
