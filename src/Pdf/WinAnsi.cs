using System.Globalization;
using System.Text;

namespace Nameplate.Pdf;

/// <summary>
/// The characters of the standard fonts (ISO 32000-1, annex D.2: Windows code page 1252). What is not among them degrades in sight and always the same way:
/// an accent that is missing falls off its letter (ő → o), typographic spaces and hyphens become plain ones, anything else becomes “?”.
/// </summary>
public static class WinAnsi
{
    const string From80 = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";
    const byte Unknown = (byte)'?';

    /// <summary>The text can be shown as it is.</summary>
    public static bool Holds(string text) => text.All(c => Exactly(c) is not null);

    /// <summary>One byte for each character that is shown.</summary>
    public static byte[] Encode(string text)
    {
        var bytes = new List<byte>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && (Exactly((char)rune.Value) ?? Instead((char)rune.Value)) is { } one) bytes.Add(one);
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control) continue;      // nothing to see
            else Spell(rune, bytes);
        }
        return [.. bytes];
    }

    static byte? Exactly(char c) => c switch
    {
        >= ' ' and <= '~' or >= '\u00a0' and <= '\u00ff' and not '\u00ad' => (byte)c,      // a soft hyphen is not to be seen
        _ when From80.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at && c != '\0' => (byte)(0x80 + at),
        _ => null,
    };

    static byte? Instead(char c) => c switch
    {
        '\t' or '\u2000' or '\u2001' or '\u2002' or '\u2003' or '\u2004' or '\u2005' or '\u2006' or '\u2008' or '\u2009' or '\u200a' => (byte)' ',
        '\u2007' or '\u202f' => 0xa0,      // they do not break
        '\u2010' or '\u2011' or '\u2212' => (byte)'-',
        'ł' => (byte)'l', 'Ł' => (byte)'L', 'đ' => (byte)'d', 'Đ' => 0xd0, 'ı' => (byte)'i', 'ħ' => (byte)'h', 'Ħ' => (byte)'H',
        '′' => (byte)'\'', '″' => (byte)'"',
        _ => null,
    };

    /// <summary>By compatibility decomposition: a letter without its accent, “ﬁ” as two letters.</summary>
    static void Spell(Rune rune, List<byte> bytes)
    {
        var parts = rune.ToString().Normalize(NormalizationForm.FormKD).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(c => Exactly(c) ?? Instead(c)).ToList();
        if (parts.Count > 0 && parts.TrueForAll(p => p is not null)) bytes.AddRange(parts.Select(p => p!.Value));
        else bytes.Add(Unknown);
    }
}
