using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using Nameplate.Gs1;
using Nameplate.Platform.Storage;
using Nameplate.Products.Units;
using QRCoder;

namespace Nameplate.Products.Codes;

/// <summary>The symbol a unit carries: a GS1 Digital Link as a QR code, error correction Q, quiet zone of four modules.</summary>
internal static class Code
{
    public static string Of(string address, Unit unit) => Of(address, new UnitKey(unit.Gtin, unit.Serial));
    public static string Of(string address, UnitKey unit) => DigitalLink.ForUnit(address, Gs1.Gtin.TryParse(unit.Gtin, out var gtin) ? gtin : throw new ArgumentException("not a GTIN", nameof(unit)), unit.Serial);

    /// <summary>The address on a code that stands somewhere else than on the unit itself, or wherever it is said.</summary>
    public static string Of(string address, UnitKey unit, CodePlacement? placement) => placement is { } where ? $"{Of(address, unit)}?pl={Snake.Of(where)}" : Of(address, unit);

    /// <summary>What the symbol says: scheme and host in capitals, where the rest fits the alphanumeric mode of QR codes. It means the same, and makes a smaller symbol.</summary>
    public static string Printed(string link)
    {
        var host = link.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = host < 3 ? -1 : link.IndexOf('/', host);
        return path > 0 && !link.AsSpan(path).ContainsAnyExcept(Alphanumeric) && link[..path].ToUpperInvariant() is var upper && !upper.AsSpan().ContainsAnyExcept(Alphanumeric) ? upper + link[path..] : link;
    }

    // ISO/IEC 18004, table 5
    static readonly SearchValues<char> Alphanumeric = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:");

    static QRCodeData Matrix(string link, SymbolLevel level = SymbolLevel.Q) => QRCodeGenerator.GenerateQrCode(Printed(link), level switch
    {
        SymbolLevel.L => QRCodeGenerator.ECCLevel.L, SymbolLevel.M => QRCodeGenerator.ECCLevel.M, SymbolLevel.H => QRCodeGenerator.ECCLevel.H, _ => QRCodeGenerator.ECCLevel.Q,
    });

    /// <summary>Row by row, with the quiet zone.</summary>
    public static IReadOnlyList<BitArray> Modules(string link, SymbolLevel level = SymbolLevel.Q)
    {
        using var data = Matrix(link, level);
        return [.. data.ModuleMatrix];      // the list is emptied with the code it is of
    }

    /// <summary>Vector graphic: horizontal runs of modules as one path.</summary>
    public static string Svg(string link)
    {
        var rows = Modules(link);
        return string.Create(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path d="{PathOf(rows)}"/></svg>""");
    }

    /// <summary>The dark modules as the path of a vector graphic, one unit each.</summary>
    public static string PathOf(IReadOnlyList<BitArray> rows)
    {
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
        return path.ToString();
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
