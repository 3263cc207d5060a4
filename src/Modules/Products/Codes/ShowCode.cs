using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Codes;

internal static class ShowCode
{
    /// <summary>The unit's code as an SVG.</summary>
    internal static async Task<IResult> Svg(UnitKey? unit, IProducts products, Links links, CancellationToken ct) =>
        unit is { } key && await products.Unit(key.Gtin, key.Serial, ct) is not null
            ? TypedResults.Text(Code.Svg(Code.Of(links.Base, key)), "image/svg+xml") : Problems.NotFound("There is no such unit.");

    /// <summary>The unit's code as a PNG.</summary>
    /// <param name="scale">Pixels per module, 1 to 40; 10 when not given.</param>
    internal static async Task<IResult> Png(UnitKey? unit, IProducts products, Links links, CancellationToken ct, int scale = 10) =>
        scale is < 1 or > 40 ? Problems.Field("scale", "Give 1 to 40 pixels per module.")
        : unit is { } key && await products.Unit(key.Gtin, key.Serial, ct) is not null
            ? TypedResults.Bytes(Code.Png(Code.Of(links.Base, key), scale), "image/png") : Problems.NotFound("There is no such unit.");
}
