namespace Nameplate.Pdf;

/// <summary>Fonts that every reader of PDF brings along, with their widths. Text in them holds the characters of <see cref="WinAnsi"/>.</summary>
public sealed class Font
{
    public static readonly Font Sans = new("F1", "Helvetica", HelveticaWidths.Regular), SansBold = new("F2", "Helvetica-Bold", HelveticaWidths.Bold), Mono = new("F3", "Courier-Bold", null);
    internal static readonly Font[] All = [Sans, SansBold, Mono];

    readonly short[]? widths;

    Font(string key, string name, short[]? widths) => (Key, Name, this.widths) = (key, name, widths);

    internal string Key { get; }
    public string Name { get; }

    /// <summary>Width of a line of text, in points.</summary>
    public double WidthOf(string text, double size) => WidthOf(WinAnsi.Encode(text), size);

    internal double WidthOf(ReadOnlySpan<byte> text, double size)
    {
        var sum = 0;
        foreach (var b in text) sum += widths is null ? 600 : widths[b - ' '];
        return sum * size / 1000;
    }

    /// <summary>The text in lines that are no wider than <paramref name="width"/>. Lines break at spaces and at “\n”; a word too long for a line of its own is cut.</summary>
    public IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        List<string> lines = [];
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (WidthOf(longer, size) <= width) { line = longer; continue; }
                if (line.Length > 0) lines.Add(line);
                line = word;
                while (WidthOf(line, size) > width && Fitting(line, size, width) is var most && most < line.Length)
                {
                    lines.Add(line[..most]);
                    line = line[most..];
                }
            }
            lines.Add(line);
        }
        return lines;
    }

    /// <summary>The text, or as much of it as fits with “…” after it.</summary>
    public string Shorten(string text, double size, double width) =>
        WidthOf(text, size) <= width ? text : text[..Fitting(text, size, width - WidthOf("…", size))].TrimEnd() + "…";

    int Fitting(string text, double size, double width)
    {
        var n = text.Length;
        while (n > 1 && (char.IsLowSurrogate(text[n < text.Length ? n : n - 1]) && n < text.Length || WidthOf(text[..n], size) > width)) n--;
        return Math.Max(1, n);
    }
}
