using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Nameplate.Platform.Access;

/// <summary>What each page of the console needs, by its address: so that navigation, search and the first page name none that would not open.</summary>
public sealed class ConsoleWays(EndpointDataSource endpoints)
{
    readonly Lazy<IReadOnlyList<(TemplateMatcher Matcher, string? Permission)>> pages = new(() =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.TrimStart('/').StartsWith("admin", StringComparison.Ordinal) is true && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) is true)
            .OrderBy(e => e.RoutePattern.InboundPrecedence)
            .Select(e => (new TemplateMatcher(new RouteTemplate(e.RoutePattern), new()), e.Metadata.GetMetadata<Permission>()?.Name)),
    ]);

    /// <summary>The permission of the page; null where the address is no page of the console.</summary>
    internal string? NeedOf(string href)
    {
        var path = new PathString(href.Split('?', '#')[0]);
        foreach (var (matcher, permission) in pages.Value)
            if (matcher.TryMatch(path, new())) return permission;
        return null;
    }
}
