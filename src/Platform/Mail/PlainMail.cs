using System.Text;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Mail;

/// <summary>The plain-text twin of a letter: the same words, in lines that fit every window; an address stands on a line of its own.</summary>
static class PlainMail
{
    const int Widest = 72;

    public static string Write(Letter letter, Brand sender, string? contact)
    {
        List<string> parts = [letter.Heading, .. letter.Paragraphs.Select(p => Wrapped(p))];
        if (letter.Rows.Count > 0) parts.Add(string.Join('\n', letter.Rows.Select(r => Wrapped($"{r.Left}{Languages.Colon} {r.Right}", "  "))));
        if (letter.ActionUrl is not null) parts.Add($"{letter.Action}{Languages.Colon}\n{letter.ActionUrl}");
        parts.AddRange(letter.Links.Select(l => $"{l.Text}{Languages.Colon}\n{l.Url}"));
        var stop = letter.Stop is { } way ? $"{way.Text}{Languages.Colon}\n{way.Url}" : null;
        parts.Add(string.Join('\n', new[] { "-- ", sender.Name, sender.LegalAddress?.Trim(), contact is null ? null : Wrapped(contact), Wrapped(letter.Why), stop }.Where(l => !string.IsNullOrEmpty(l))));
        return string.Join("\n\n", parts);
    }

    /// <param name="indent">Of what does not fit on the first line.</param>
    static string Wrapped(string text, string indent = "")
    {
        var wrapped = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (wrapped.Length > 0) wrapped.Append('\n').Append(indent);
            var length = 0;
            foreach (var word in line.Split(' '))
            {
                if (length > 0 && length + 1 + word.Length > Widest)
                {
                    wrapped.Append('\n').Append(indent);
                    length = indent.Length;
                }
                else if (length > 0)
                {
                    wrapped.Append(' ');
                    length++;
                }
                wrapped.Append(word);
                length += word.Length;
            }
        }
        return wrapped.ToString();
    }
}
