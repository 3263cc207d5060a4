using Microsoft.AspNetCore.Http;

namespace Nameplate.Resolver.Links;

/// <summary>What this resolver is and can: <c>/.well-known/gs1resolver</c>.</summary>
internal static class DescribeResolver
{
    internal static IResult Answer(HttpContext http, Platform.Web.Links links)
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return TypedResults.Json(new
        {
            name = "Nameplate",
            resolverRoot = links.OriginOf(http.Request),
            supportedPrimaryKeys = (string[])["01"],
            supportedLinkType = new[] { new { @namespace = LinkTypes.Vocabulary, prefix = "gs1:" } },
            linkTypeDefaultCanBeLinkset = false,
            supportedContextValuesEnumerated = Array.Empty<string>(),
        });
    }
}
