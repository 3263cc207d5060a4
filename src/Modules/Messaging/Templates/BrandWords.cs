using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;

namespace Nameplate.Messaging.Templates;

/// <summary>The words a brand put in the place of ours. They are plain text: whatever is typed is shown as it was typed.</summary>
internal sealed partial class BrandWords(AppDb db)
{
    public async Task<Letter> In(Letter letter, string kind, string language, CancellationToken ct) => await Newest(kind, language, ct) is { } own ? In(letter, own.Subject, own.Introduction) : letter;

    public static Letter In(Letter letter, string? subject, string? introduction) => letter with
    {
        Subject = subject is null ? letter.Subject : Filled(subject, letter),
        Paragraphs = introduction is null ? letter.Paragraphs : [Filled(introduction, letter), .. letter.Paragraphs.Skip(1)],
    };

    public Task<Wording?> Newest(string kind, string language, CancellationToken ct) =>
        db.Set<Wording>().AsNoTracking().Where(w => w.Kind == kind && w.Language == language).OrderByDescending(w => w.Version).FirstOrDefaultAsync(ct);

    static string Filled(string text, Letter letter) => Slot().Replace(text, m => letter.Names.TryGetValue(m.Groups["name"].Value, out var value) ? value : m.Value);

    /// <summary>Names in braces that such a message does not know.</summary>
    public static IEnumerable<string> Unknown(string? text, Letter letter) => text is null ? [] : Slot().Matches(text).Select(m => m.Groups["name"].Value).Where(n => !letter.Names.ContainsKey(n)).Distinct(StringComparer.Ordinal);

    /// <summary>Without what cannot be seen and could turn the text around.</summary>
    public static string? Clean(string? text) => text is null ? null : string.Concat(text.Where(c => c == '\n' || !char.IsControl(c) && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.Format)).Trim() is { Length: > 0 } clean ? clean : null;

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Slot();
}
