using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Nameplate.Gs1;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver.MakerLinks;
using Nameplate.Resolver.Scans;

namespace Nameplate.Resolver.Links;

/// <summary>Answers a code with a stem in front of its key, <c>/some/stem/01/…</c>, where the server has nothing of its own.</summary>
internal sealed class ResolveUnderStem(RequestDelegate next, EndpointDataSource endpoints, IGtinOwners owners, RetargetBook retargets, Sights sights, ScanWriter scans, Addresses addresses)
{
    /// <summary>What the server's own addresses begin with, such as <c>api</c> and <c>admin</c>: a wrong one among them is no code.</summary>
    readonly Lazy<FrozenSet<string>> taken = new(() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Select(e => e.RoutePattern.PathSegments is [{ Parts: [RoutePatternLiteralPart { Content: var name }] }, ..] ? name : null).OfType<string>().ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    public Task InvokeAsync(HttpContext http) =>
        http.GetEndpoint() is null && ResolveLink.Methods.Contains(http.Request.Method) && ResolveLink.RawTarget(http).Path is var path && DigitalLink.IsPlausible(path) && !taken.Value.Contains(path.Split('/')[1])
            ? Answer(http) : next(http);

    async Task Answer(HttpContext http) => await (await ResolveLink.Answer(http, owners, retargets, sights, scans, addresses)).ExecuteAsync(http);
}
