using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Nameplate.Products;

/// <summary>GTIN-14 and serial: what is printed on a unit.</summary>
public readonly record struct UnitKey(string Gtin, string Serial)
{
    /// <summary>Where the unit's page is; its other pages lie below.</summary>
    public string Page => $"/p/{Gtin}/{Uri.EscapeDataString(Serial)}";

    /// <summary>The id of the unit that bears this serial, or a label with it, as an expression for statements written by hand; the arguments are expressions of SQL.</summary>
    public static string IdSql(string brand, string gtin, string serial) =>
        $"coalesce((select id from products_unit where brand_id = {brand} and gtin = {gtin} and serial = {serial}), (select unit_id from products_label_code where brand_id = {brand} and gtin = {gtin} and serial = {serial}))";

    /// <summary>GTIN and serial that a scanned address names, or a pair such as “09506000134352 7Q4M…”; null for anything else.</summary>
    public static UnitKey? Named(string text)
    {
        if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return Codes.FindCode.InAddress(text);
        return text.Split((char[]?)[' ', '/', '\t', ',', ';'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var first, var second] && Gs1.Gtin.TryParse(first, out var gtin) && Gs1.Serial.IsValid(second)
            ? new UnitKey(gtin.Value, second) : null;
    }

    /// <summary>The serial as people read it aloud: in groups of four.</summary>
    public string Spaced => Serial.Length > 6 && Serial.All(char.IsAsciiLetterOrDigit) ? string.Join(' ', Serial.Chunk(4).Select(c => new string(c))) : Serial;

    /// <summary>
    /// Read from the raw request, because a serial may hold “/” and “%”: the server decodes a path once but leaves %2F, so that “A%2FB” and “A%252FB” would look alike.
    /// </summary>
    public static ValueTask<UnitKey?> BindAsync(HttpContext http)
    {
        var raw = http.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0].Trim('/').Split('/');
        var route = ((RouteEndpoint)http.GetEndpoint()!).RoutePattern.PathSegments;
        var (gtin, serial) = ("", "");
        for (var i = 0; i < Math.Min(route.Count, raw.Length); i++)
        {
            var name = (route[i].Parts[0] as Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart)?.Name;
            if (name == "gtin") gtin = Uri.UnescapeDataString(raw[i]);
            else if (name == "serial") serial = Uri.UnescapeDataString(raw[i]);
        }
        return new(Gs1.Gtin.TryParse(gtin, out var right) ? new UnitKey(right.Value, serial) : null);
    }
}
