using System.Collections;
using System.Globalization;
using System.Text;
using Nameplate.Gs1;
using Nameplate.Products.Units;
using QRCoder;

namespace Nameplate.Products.Codes;

/// <summary>The symbol a unit carries: a GS1 Digital Link as a QR code, error correction Q, quiet zone of four modules.</summary>
internal static class Code
{
    public static string Of(string address, Unit unit) => Of(address, new UnitKey(unit.Gtin, unit.Serial));
    public static string Of(string address, UnitKey unit) => DigitalLink.ForUnit(address, Gs1.Gtin.TryParse(unit.Gtin, out var gtin) ? gtin : throw new ArgumentException("not a GTIN", nameof(unit)), unit.Serial);

    static QRCodeData Matrix(string link) => QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.Q);

    /// <summary>Row by row, with the quiet zone.</summary>
    public static IReadOnlyList<BitArray> Modules(string link)
    {
        using var data = Matrix(link);
        return [.. data.ModuleMatrix];      // the list is emptied with the code it is of
    }

    /// <summary>Vector graphic: horizontal runs of modules as one path.</summary>
    public static string Svg(string link)
    {
        using var data = Matrix(link);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (!rows[y][x]) continue;
                var run = 1;
                while (x + run < rows[y].Length && rows[y][x + run]) run++;
                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{run}v1h-{run}z");
                x += run;
            }
        return string.Create(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path d="{path}"/></svg>""");
    }

    public static byte[] Png(string link, int pixelsPerModule)
    {
        using var data = Matrix(link);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(pixelsPerModule);
    }

    /// <summary>For a terminal.</summary>
    public static string Text(string link)
    {
        using var data = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.L);
        using var ascii = new AsciiQRCode(data);
        return ascii.GetGraphicSmall(drawQuietZones: true);
    }
}
