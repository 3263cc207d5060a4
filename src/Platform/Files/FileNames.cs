using System.Text;

namespace Nameplate.Platform.Files;

/// <summary>The name a file was sent under, as far as it is worth keeping: it is shown to people and never becomes a path.</summary>
public static class FileNames
{
    const int Longest = 150;

    /// <summary>Without folders and without what no name shows: control signs, directions of writing, halves of characters.</summary>
    public static string Plain(string? sent)
    {
        var name = new StringBuilder();
        foreach (var rune in (sent ?? "").Split('/', '\\')[^1].EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator)
                && rune != Rune.ReplacementChar && name.Length + rune.Utf16SequenceLength <= Longest) name.Append(rune);
        return name.ToString().Trim().Trim('.') is { Length: > 0 } plain ? plain : "file";
    }
}
