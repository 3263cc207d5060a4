using Microsoft.EntityFrameworkCore;
using Nameplate.Gs1;
using Nameplate.Platform.Storage;

namespace Nameplate.Products.Codes;

/// <summary>Finds codes by what people scan, paste or type.</summary>
internal static class FindCode
{
    /// <summary>GTIN and serial of a scanned address.</summary>
    public static UnitKey? InAddress(string text) =>
        text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && DigitalLink.ParseUri(text, out _) is { Gtin: { } gtin } link && link.Path.FirstOrDefault(e => e.Ai == "21") is { } serial ? new UnitKey(gtin.Value, serial.Value) : null;

    /// <summary>A label's code: an address, or the serial under it, with or without blanks.</summary>
    public static async Task<LabelCode?> Label(AppDb db, string text, CancellationToken ct)
    {
        if (InAddress(text) is { } key) return await db.Set<LabelCode>().SingleOrDefaultAsync(c => c.Gtin == key.Gtin && c.Serial == key.Serial, ct);
        var serial = Compact(text);
        var found = await db.Set<LabelCode>().Where(c => c.Serial == serial).Take(2).ToListAsync(ct);
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>As it is printed under the code: without the blanks between its groups, in capitals.</summary>
    public static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
}
