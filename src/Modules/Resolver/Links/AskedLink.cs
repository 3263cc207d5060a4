using Microsoft.AspNetCore.Http;
using Nameplate.Gs1;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver.Links;

/// <summary>A Digital Link as it was asked for, and the addresses that follow from it.</summary>
/// <param name="Origin">Scheme and host under which the visitor came.</param>
internal sealed record AskedLink(DigitalLink Link, string Origin, string Query)
{
    /// <summary>The page of the unit, or of the model where the code names no serial.</summary>
    public string Page => Origin + (Link.Serial is { } serial ? new UnitKey(Link.Gtin!.Value.Value, serial).Page : $"/p/{Link.Gtin}");

    public string LinksetHeader => $"<{Origin}{Link.ToPath()}?linkType=linkset>; rel=\"linkset\"; type=\"application/linkset+json\"";

    public string? LinkType => Link.Extensions.FirstOrDefault(e => e.Key == "linkType").Value is { Length: > 0 } type ? type : null;
}

internal static class Origins
{
    /// <summary>The public address, where the visitor came by it; else the one he came by, such as a brand's own host, so that he stays under it.</summary>
    public static string OriginOf(this Addresses addresses, HttpRequest request)
    {
        var address = addresses.Shared;
        var host = request.Host.Value ?? "";
        return host.Length == 0 || address.AsSpan(address.IndexOf("://", StringComparison.Ordinal) + 3).SequenceEqual(host) ? address : $"{request.Scheme}://{host}";
    }
}
