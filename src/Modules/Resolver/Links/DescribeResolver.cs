using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Web;

namespace Nameplate.Resolver.Links;

/// <summary>What this resolver is and can: <c>/.well-known/gs1resolver</c>.</summary>
internal static class DescribeResolver
{
    internal static IResult Answer(HttpContext http, Addresses addresses)
    {
        ResolveLink.Cors(http.Response.Headers);
        if (HttpMethods.IsOptions(http.Request.Method)) return ResolveLink.Options(http.Response);
        return TypedResults.Json(new
        {
            name = "Nameplate",
            resolverRoot = addresses.OriginOf(http.Request),
            supportedPrimaryKeys = (string[])["01", "8006"],
            supportedLinkType = new[] { new { @namespace = Gs1.LinkTypes.Vocabulary, prefix = "gs1:" } },
            linkTypeDefaultCanBeLinkset = false,
            supportedContextValuesEnumerated = Countries.All,
            jsonLdContextLocation = Gs1.Linkset.JsonLdContext,
            contact = new { fn = addresses.SharedHost },
        });
    }
}
