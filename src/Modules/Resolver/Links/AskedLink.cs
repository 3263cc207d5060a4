using Microsoft.AspNetCore.Http;
using Nameplate.Gs1;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver.Links;

/// <summary>A Digital Link as it was asked for, and the addresses that follow from it.</summary>
/// <param name="Origin">Scheme and host under which the visitor came.</param>
internal sealed record AskedLink(DigitalLink Link, string Origin, string Query)
{
    public string Gtin => Link.Gtin!.Value.Value;

    /// <summary>Scheme and host that the addresses of things begin with: the brand's own where it has one.</summary>
    public string Names { get; init; } = Origin;

    /// <summary>The thing itself, as it was asked for.</summary>
    public string Anchor => Origin + Link.Stem + Link.ToPath();

    /// <summary>The page of the unit, or of the model where the code names no serial.</summary>
    public string Page => Link.Serial is { } serial ? Origin + new UnitKey(Gtin, serial).Page : ModelPage;
    public string ModelPage => $"{Origin}/p/{Gtin}";

    public string LinksetHeader => $"<{Anchor}?linkType=linkset>; rel=\"linkset\"; type=\"application/linkset+json\"";

    public string? LinkType => Parameter("linkType");

    public LinkPreferences Preferences(HttpRequest request) => new(request.Headers.Accept, request.Headers.AcceptLanguage, Parameter("context"));

    string? Parameter(string name)
    {
        foreach (var (key, value) in Link.Extensions)
            if (key == name && value is { Length: > 0 }) return value;
        return null;
    }
}

internal static class Origins
{
    /// <summary>The public address, where the visitor came by it; else the one he came by, such as a brand's own host, so that he stays under it.</summary>
    public static string OriginOf(this Addresses addresses, HttpRequest request)
    {
        var address = addresses.Shared;
        var host = request.Host.Value ?? "";
        var isShared = host.Length == 0 || address.AsSpan(address.IndexOf("://", StringComparison.Ordinal) + 3).Equals(host, StringComparison.OrdinalIgnoreCase);
        // a symbol in capitals names its host in capitals; who came by https is not led away from it
        return isShared && (!request.IsHttps || address.StartsWith("https:", StringComparison.Ordinal)) ? address : $"{request.Scheme}://{(host.AsSpan().ContainsAnyInRange('A', 'Z') ? host.ToLowerInvariant() : host)}";
    }
}
