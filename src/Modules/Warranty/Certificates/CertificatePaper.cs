using System.Collections;
using Microsoft.Extensions.Localization;
using Nameplate.Pdf;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Warranty.Coverage;

namespace Nameplate.Warranty.Certificates;

/// <summary>The certificate on one sheet of A4: what the page says, in the reader's language, with the unit's code. It names no owner.</summary>
internal sealed class CertificatePaper(Brand brand, Picture? logo, ProductModel model, ProductUnit unit, UnitCoverage coverage, Certificate certificate, string link, IReadOnlyList<BitArray> symbol, IStringLocalizer<Texts> words)
{
    const double Left = 62, Right = Paper.A4Width - 62, Wide = Right - Left, Column = 170, CodeSize = 120;
    static readonly Colour Ink = Colour.Parse("#15181d"), Soft = Colour.Parse("#545d6b"), Rule = Colour.Parse("#d5dae1"), Ground = Colour.Parse("#f5f6f8");
    readonly Colour accent = Colour.Parse(Palette.From(brand.Accent).Accent);
    readonly Page page = new();

    public string Title => $"{words["Certificate"]} · {model.Name} · {unit.Serial}";

    public Page Draw()
    {
        page.Rectangle(0, 0, page.Width, 7, accent);
        Head();
        var y = page.Paragraph(words["Certificate"], Left, 118, Wide, Font.SansBold, 27, Ink, 1.2);
        y = page.Paragraph(model.Name, Left, y + 4, Wide, Font.Sans, 15, Soft, 1.3) + 18;
        y = UnitCard(y) + 24;
        if (words.StateOf(coverage) is { } state) y = page.Paragraph(state, Left, y, Wide, Font.SansBold, 15, accent, 1.3) + 14;
        y = Periods(y);
        if ((coverage.Statutory ?? coverage.Commercial)?.From is { } start) y = page.Paragraph(words["Basis." + coverage.Basis, start.Long(), brand.Name], Left, y + 14, Wide, Font.Sans, 9.5, Soft);
        y = page.Paragraph(words["RightsUnaffected"], Left, y + 20, Wide, Font.SansBold, 10.5, Ink);
        page.Paragraph(words["NoCondition"], Left, y + 4, Wide, Font.Sans, 10.5, Ink);
        Foot();
        return page;
    }

    void Head()
    {
        var x = Left;
        if (logo is not null)
        {
            var (width, height) = logo.Width * 28.0 / logo.Height is <= 180 and var w ? (w, 28.0) : (180.0, logo.Height * 180.0 / logo.Width);
            page.Show(logo, Left, 58 - (height / 2), width, height);
            x += width + 12;
        }
        page.Text(Font.SansBold.Shorten(brand.Name, 16, Right - x), x, 63.5, Font.SansBold, 16, Ink);
        page.Line(Left, 88, Right, 88, .75, Rule);
    }

    double UnitCard(double top)
    {
        (string Name, string Value, Font Font)[] rows =
        [
            (words["Paper.Model"], model.Model, Font.Sans), ("GTIN", unit.Gtin, Font.Mono), (words["Serial"], unit.Key.Spaced, Font.Mono),
            (words["Number"], certificate.Number, Font.Mono), (words["IssuedOn"], certificate.IssuedAt.Long(), Font.Sans),
        ];
        const double Height = 180;
        page.Fill(VectorPath.Rounded(Left, top, Wide, Height, 10), Ground);
        var codeX = Right - CodeSize - 14;
        page.Rectangle(codeX, top + 18, CodeSize, CodeSize, Colour.White);
        page.Symbol(symbol, codeX, top + 18, CodeSize);
        page.Link(codeX, top + 18, CodeSize, CodeSize, new(link));
        var caption = top + 23 + CodeSize;
        foreach (var line in Font.Sans.Wrap(words["Paper.Scan"], 7.5, CodeSize + 8).Take(2))
        {
            page.Text(line, codeX + ((CodeSize - Font.Sans.WidthOf(line, 7.5)) / 2), caption + 8, Font.Sans, 7.5, Soft);
            caption += 9.5;
        }
        var y = top + 26;
        foreach (var (name, value, font) in rows)
        {
            page.Text(name, Left + 16, y, Font.Sans, 8, Soft);
            page.Text(font.Shorten(value, 11, codeX - Left - 30), Left + 16, y + 12.5, font, 11, Ink);
            y += 32;
        }
        return top + Height;
    }

    double Periods(double y)
    {
        foreach (var (kind, period) in (ReadOnlySpan<(string, CoverPeriod?)>)[("Statutory", coverage.Statutory), ("Commercial", coverage.Commercial), ("Repair", coverage.Repair), ("Extended", coverage.Extended)])
        {
            if (period is null) continue;
            page.Line(Left, y, Right, y, .75, Rule);
            var name = page.Paragraph(words[kind], Left, y + 10, Column - 14, Font.SansBold, 11, Ink, 1.3);
            var text = page.Paragraph(words["FromTo", period.From.Long(), period.To.Long()], Left + Column, y + 10, Wide - Column, Font.Sans, 11, Ink, 1.3);
            y = Math.Max(name, page.Paragraph(words[kind + ".Text", brand.Name], Left + Column, text + 2, Wide - Column, Font.Sans, 9.5, Soft, 1.35)) + 9;
        }
        page.Line(Left, y, Right, y, .75, Rule);
        return y;
    }

    void Foot()
    {
        var address = string.Join(" · ", (brand.LegalAddress ?? brand.Name).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var contact = string.Join(" · ", new[] { brand.SupportEmail, brand.SupportPhone }.OfType<string>());
        var top = page.Height - 92;
        page.Line(Left, top, Right, top, .75, Rule);
        top = page.Paragraph($"{words["IssuedBy"]} {address}", Left, top + 9, Wide, Font.Sans, 8.5, Soft);
        if (contact.Length > 0) top = page.Paragraph(contact, Left, top, Wide, Font.Sans, 8.5, Soft);
        page.Paragraph(link, Left, top, Wide, Font.Sans, 7.5, Soft);
    }
}
