using Nameplate.Pdf;
using Nameplate.Products.Codes;
using Nameplate.Products.Mints;

namespace Nameplate.Products.Labels;

/// <summary>Where everything stands on a label, in points from its upper left corner. The sheet and the preview are drawn from the same.</summary>
/// <param name="product">The product's name.</param>
/// <param name="claimWord">What stands in front of a claim code.</param>
internal sealed class LabelFormat(LabelDesign design, string product, string claimWord, string address)
{
    internal sealed record TextLine(string Text, double X, double Baseline, Font Font, double Size);

    const double Usual = 7.5, Smallest = 4.5, Leading = 1.3;
    readonly double width = Mm(design.Width), height = Mm(design.Height), symbol = Mm(design.CodeSize), inset = Mm(Math.Min(2, Math.Min(design.Width, design.Height) / 12));

    /// <summary>Beside the symbol where the label is wide enough, else below it.</summary>
    bool Beside => width - symbol - (3 * inset) >= Mm(12);

    public double SymbolX => Beside ? inset : (width - symbol) / 2;
    public double SymbolY => Beside ? (height - symbol) / 2 : HasText ? Math.Min(inset / 2, Math.Max(0, height - symbol)) : (height - symbol) / 2;
    public double SymbolSize => symbol;
    bool HasText => design.ShowName || design.ShowNumbers || design.ShowClaim || design.Line is not null;

    public string LinkOf(PrintedCode code) => Code.Of(address, code.Key, design.Placement);

    /// <summary>The lines, as large as they fit.</summary>
    public IReadOnlyList<TextLine> Lines(PrintedCode code)
    {
        var (x, room, top, tall) = Beside ? (symbol + (2 * inset), width - symbol - (3 * inset), inset / 2, height - inset) : (inset, width - (2 * inset), SymbolY + symbol, height - SymbolY - symbol - (inset / 2));
        for (var size = Usual; ; size -= .5)
        {
            var lines = Wrapped(code, size, room);
            var fits = (int)Math.Floor(tall / (size * Leading));
            if (lines.Count > fits && size > Smallest) continue;
            if (lines.Count > fits) lines = [.. lines.TakeLast(Math.Max(0, fits))];      // the numbers are what cannot be missed
            var y = top + (Beside ? Math.Max(0, (tall - (lines.Count * size * Leading)) / 2) : 0) + (size * .95);
            return [.. lines.Select((l, n) => new TextLine(l.Text, x, y + (n * size * Leading), l.Font, size))];
        }
    }

    List<(string Text, Font Font)> Wrapped(PrintedCode code, double size, double room)
    {
        List<(string, Font)> lines = [];
        if (design.ShowName) lines.AddRange(Heading(size, room).Select(l => (l, Font.SansBold)));
        if (design.Line is { } own) lines.Add((Font.Sans.Shorten(own, size, room), Font.Sans));
        if (design.ShowNumbers)
        {
            lines.Add(("GTIN " + code.Gtin, Font.Sans));
            lines.AddRange(Font.Sans.Wrap(code.Key.Spaced, size, room).Select(l => (l, Font.Sans)));
        }
        if (design.ShowClaim && code.Claim is { } claim) lines.AddRange(Font.SansBold.Wrap($"{claimWord} {ClaimCodes.Spaced(claim)}", size, room).Select(l => (l, Font.SansBold)));
        return lines;
    }

    readonly Dictionary<double, IReadOnlyList<string>> headings = [];

    /// <summary>The same on every label.</summary>
    IReadOnlyList<string> Heading(double size, double room)
    {
        lock (headings)
        {
            if (headings.TryGetValue(size, out var known)) return known;
            var lines = Font.SansBold.Wrap(product, size, room);
            return headings[size] = lines.Count > 3 ? [lines[0], lines[1], Font.SansBold.Shorten(string.Join(' ', lines.Skip(2)), size, room)] : lines;
        }
    }

    /// <summary>A sheet of codes, ready to be written.</summary>
    public Page Sheet(PrintedCode[] codes)
    {
        var page = new Page(Mm(design.PaperWidth), Mm(design.PaperHeight));
        for (var i = 0; i < codes.Length; i++)
        {
            var (x, y) = (Mm(design.Left + (i % design.Columns * design.StepX)), Mm(design.Top + (i / design.Columns * design.StepY)));
            page.Symbol(Code.Modules(LinkOf(codes[i]), design.Level), x + SymbolX, y + SymbolY, symbol);
            foreach (var line in Lines(codes[i])) page.Text(line.Text, x + line.X, y + line.Baseline, line.Font, line.Size);
        }
        return page.Seal();
    }

    static double Mm(decimal length) => Paper.Millimetres((double)length);
}
