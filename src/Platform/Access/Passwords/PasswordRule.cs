using System.Text;

namespace Nameplate.Platform.Access.Passwords;

/// <summary>At least 12 characters, nothing about their kind; what many people choose is refused, and so is what is known of the person.</summary>
internal static class PasswordRule
{
    public const int Shortest = 12, Longest = 128;

    /// <summary>What is made of many people's passwords. Lower case, without digits and signs.</summary>
    static readonly string[] Common = Read();

    /// <summary>Along the alphabet, the digits, and the rows of four keyboards, there and back.</summary>
    static readonly string[] Rows = [.. new[] { "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "1234567890ßqwertzuiopüasdfghjklöäyxcvbnm", "1234567890qwertyuiopasdfghjklzxcvbnm", "1234567890azertyuiopqsdfghjklmwxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q2w3e4r5t6y7u8i9o0p" }
        .SelectMany(row => new[] { row, string.Concat(row.Reverse()) })];

    /// <summary>The same characters however the keyboard composed them.</summary>
    public static string Plain(string password) => password.Normalize(NormalizationForm.FormKC);

    /// <returns>The key of the sentence that says what would be right; null when it is.</returns>
    public static string? Wrong(string password, params IEnumerable<string> known)
    {
        var plain = Plain(password);
        var length = plain.EnumerateRunes().Count();
        if (length < Shortest) return "Password.Short";
        if (length > Longest) return "Password.Long";
        return IsCommon(plain.ToLowerInvariant(), [.. known.SelectMany(Words)]) ? "Password.Common" : null;
    }

    static bool IsCommon(string text, IReadOnlyList<string> known)
    {
        if (text.Distinct().Count() < 5) return true;
        if (Array.Exists(Rows, row => row.Contains(text, StringComparison.Ordinal))) return true;
        for (var part = 1; part <= text.Length / 2; part++)
            if (text.Length % part == 0 && text == string.Concat(Enumerable.Repeat(text[..part], text.Length / part))) return true;

        // words everybody knows, with digits and signs around and in place of letters, are found at once by who guesses
        return IsMadeOf(text, known) || IsMadeOf(string.Concat(text.Select(Letter)), known);
    }

    static bool IsMadeOf(string text, IReadOnlyList<string> known)
    {
        var letters = string.Concat(text.Where(char.IsLetter));
        var left = letters;
        foreach (var word in Common.Concat(known).OrderByDescending(w => w.Length)) left = left.Replace(word, " ", StringComparison.Ordinal);
        return left.Length < letters.Length && left.Count(char.IsLetter) <= 2;
    }

    static char Letter(char c) => c switch { '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => c };

    static IEnumerable<string> Words(string known) =>
        known.ToLowerInvariant().Split('@')[0].Split(['.', '-', '_', '+', ' '], StringSplitOptions.RemoveEmptyEntries).Append(string.Concat(known.ToLowerInvariant().Where(char.IsLetter))).Select(w => string.Concat(w.Where(char.IsLetter))).Where(w => w.Length >= 3);

    static string[] Read()
    {
        using var reader = new StreamReader(typeof(PasswordRule).Assembly.GetManifestResourceStream("CommonPasswords.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
