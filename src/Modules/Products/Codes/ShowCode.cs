using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Codes;

internal static class ShowCode
{
    /// <summary>The unit’s code as an SVG: that of its newest label.</summary>
    /// <example>
    /// GET /api/v1/units/09506000134352/7Q4MKX2PV9TNA/code.svg
    /// 200 image/svg+xml
    /// &lt;svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 37 37"&gt;…&lt;/svg&gt;
    /// </example>
    internal static async Task<IResult> Svg(UnitKey? unit, IProducts products, Links links, CancellationToken ct) =>
        unit is { } key && await products.Unit(key.Gtin, key.Serial, ct) is { } found
            ? TypedResults.Text(Code.Svg(Code.Of(links.Base, found.Code)), "image/svg+xml") : Problems.NotFound("There is no such unit.");

    /// <summary>The unit’s code as a PNG: that of its newest label.</summary>
    /// <param name="scale">Pixels per module, 1 to 40; 10 when not given.</param>
    /// <example>
    /// GET /api/v1/units/09506000134352/7Q4MKX2PV9TNA/code.png?scale=10
    /// 200 image/png
    /// </example>
    internal static async Task<IResult> Png(UnitKey? unit, IProducts products, Links links, CancellationToken ct, int scale = 10) =>
        scale is < 1 or > 40 ? Problems.Field("scale", "Give 1 to 40 pixels per module.")
        : unit is { } key && await products.Unit(key.Gtin, key.Serial, ct) is { } found
            ? TypedResults.Bytes(Code.Png(Code.Of(links.Base, found.Code), scale), "image/png") : Problems.NotFound("There is no such unit.");
}
