using System.Globalization;
using System.Net;
using System.Text;
using Nameplate.Products.Codes;
using Nameplate.Products.Mints;

namespace Nameplate.Products.Labels;

/// <summary>A label as it will be printed, as a vector graphic in millimetres, and the whole sheet small beside it.</summary>
/// <param name="Module">Edge of the symbol's smallest square.</param>
internal sealed record LabelPreview(string Label, string Sheet, decimal Module, string Says)
{
    /// <summary>Scanners read it, but scratches and dirt may spoil it in the years to come.</summary>
    public bool IsFine => Module < ModuleSize.Lasting;

    public static LabelPreview Of(LabelDesign design, string product, string claimWord, string address, string link) =>
        new(Draw(design, new(design, product, claimWord, address), link), DrawSheet(design), ModuleSize.Of(design, link), Code.Printed(link));

    static string Draw(LabelDesign design, LabelFormat format, string link)
    {
        var rows = Code.Modules(link, design.Level);
        var module = format.SymbolSize / rows.Count;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{design.Width:0.##}mm" height="{design.Height:0.##}mm" viewBox="0 0 {design.Width * 72m / 25.4m:0.###} {design.Height * 72m / 25.4m:0.###}"><rect width="100%" height="100%" rx="4" fill="#fff" stroke="#bbb" stroke-width=".6"/>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<path shape-rendering="crispEdges" transform="translate({format.SymbolX:0.###} {format.SymbolY:0.###}) scale({module:0.#####})" d="{Code.PathOf(rows)}"/>""");
        foreach (var line in format.Lines(new PrintedCode(SaveDesign.Sample.Gtin, SaveDesign.Sample.Serial, null, "M3XW8RT2")))
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{line.X:0.###}" y="{line.Baseline:0.###}" font-family="Helvetica,Arial,sans-serif" font-size="{line.Size:0.##}" font-weight="{(line.Font == Pdf.Font.SansBold ? 700 : 400)}">{WebUtility.HtmlEncode(line.Text)}</text>""");
        return svg.Append("</svg>").ToString();
    }

    static string DrawSheet(LabelDesign d)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{d.PaperWidth / 4:0.##}mm" height="{d.PaperHeight / 4:0.##}mm" viewBox="0 0 {d.PaperWidth:0.##} {d.PaperHeight:0.##}"><rect x=".5" y=".5" width="{d.PaperWidth - 1:0.##}" height="{d.PaperHeight - 1:0.##}" fill="#fff" stroke="#777"/>""");
        for (var row = 0; row < d.Rows; row++)
            for (var column = 0; column < d.Columns; column++)
                svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{d.Left + (column * d.StepX):0.##}" y="{d.Top + (row * d.StepY):0.##}" width="{d.Width:0.##}" height="{d.Height:0.##}" rx="2" fill="#eef3f1" stroke="#9ab"/>""");
        return svg.Append("</svg>").ToString();
    }
}
