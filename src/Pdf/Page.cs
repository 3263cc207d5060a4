using System.Collections;
using System.IO.Compression;

namespace Nameplate.Pdf;

/// <summary>What is on one page. Lengths are points, counted from the upper left corner to the right and downwards.</summary>
public sealed class Page(double width = Paper.A4Width, double height = Paper.A4Height)
{
    readonly Operators content = new();
    ReadOnlyMemory<byte>? sealedContent;

    public double Width => width;
    public double Height => height;
    internal List<(double Left, double Bottom, double Right, double Top, string Address)> Links { get; } = [];
    internal HashSet<Picture> Pictures { get; } = [];

    /// <summary>One line of text that stands on <paramref name="baseline"/>.</summary>
    public void Text(string text, double x, double baseline, Font font, double size, Colour colour = default) => Text(WinAnsi.Encode(text), x, baseline, font, size, colour);

    /// <summary>One line of text that ends at <paramref name="right"/>.</summary>
    public void TextEndingAt(string text, double right, double baseline, Font font, double size, Colour colour = default)
    {
        var bytes = WinAnsi.Encode(text);
        Text(bytes, right - font.WidthOf(bytes, size), baseline, font, size, colour);
    }

    /// <summary>Text in as many lines as it takes, the first one's ascent at <paramref name="top"/>.</summary>
    /// <param name="leading">From line to line, in sizes of the font.</param>
    /// <returns>Where the text ends: the top of what comes below.</returns>
    public double Paragraph(string text, double x, double top, double width, Font font, double size, Colour colour = default, double leading = 1.4)
    {
        foreach (var line in font.Wrap(text, size, width))
        {
            Text(line, x, top + (size * .76), font, size, colour);
            top += size * leading;
        }
        return top;
    }

    void Text(byte[] text, double x, double baseline, Font font, double size, Colour colour) =>
        content.Add("BT /").Add(font.Key).Add(" ").Add(size).Add("Tf ").Add(colour, "rg ").Add(x).Add(height - baseline).Add("Td ").AddText(text).Add(" Tj ET\n");

    public void Rectangle(double x, double y, double width, double height, Colour colour) =>
        content.Add(colour, "rg ").Add(x).Add(Height - y - height).Add(width).Add(height).Add("re f\n");

    public void Line(double fromX, double fromY, double toX, double toY, double thickness, Colour colour) =>
        content.Add(colour, "RG ").Add(thickness).Add("w ").Add(fromX).Add(height - fromY).Add("m ").Add(toX).Add(height - toY).Add("l S\n");

    public void Fill(VectorPath path, Colour colour) => Draw(path, content.Add(colour, "rg "), "f\n");
    public void Stroke(VectorPath path, double thickness, Colour colour) => Draw(path, content.Add(colour, "RG ").Add(thickness).Add("w "), "S\n");

    void Draw(VectorPath path, Operators operators, string paint)
    {
        foreach (var (verb, at) in path.Steps)
        {
            for (var i = 0; i < at.Length; i += 2) operators.Add(at[i]).Add(height - at[i + 1]);
            operators.Add(verb switch { 'm' => "m ", 'l' => "l ", 'c' => "c ", _ => "h " });
        }
        operators.Add(paint);
    }

    /// <summary>A square symbol, such as a QR code: horizontal runs of dark modules as one path, so that no seam shows between them.</summary>
    /// <param name="rows">The modules, with the quiet zone; true is dark.</param>
    public void Symbol(IReadOnlyList<BitArray> rows, double x, double y, double size, Colour colour = default)
    {
        var module = size / rows.Count;
        content.Add("q ").Add(colour, "rg ").Scale(module).Add("0 0 ").Scale(module).Add(x).Add(height - y).Add("cm\n");
        for (var row = 0; row < rows.Count; row++)
            for (var from = 0; from < rows[row].Count; from++)
            {
                if (!rows[row][from]) continue;
                var run = 1;
                while (from + run < rows[row].Count && rows[row][from + run]) run++;
                content.Add(from).Add(-row - 1).Add(run).Add("1 re\n");
                from += run;
            }
        content.Add("f Q\n");
    }

    /// <summary>A picture, stretched to the rectangle.</summary>
    public void Show(Picture picture, double x, double y, double width, double height)
    {
        Pictures.Add(picture);
        content.Add("q ").Add(width).Add("0 0 ").Add(height).Add(x).Add(Height - y - height).Add("cm /").Add(picture.Key).Add(" Do Q\n");
    }

    /// <summary>The rectangle leads to an address on the web.</summary>
    public void Link(double x, double y, double width, double height, Uri address) => Links.Add((x, Height - y - height, x + width, Height - y, address.AbsoluteUri));

    /// <summary>The finished content, compressed. Pages may be sealed on several threads before they are written in order.</summary>
    public Page Seal()
    {
        if (sealedContent is not null) return this;
        var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(content.Written.Span);
        sealedContent = packed.GetBuffer().AsMemory(0, (int)packed.Length);
        return this;
    }

    internal ReadOnlyMemory<byte> Content => Seal().sealedContent!.Value;
}
