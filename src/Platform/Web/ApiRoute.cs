using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Nameplate.Platform.Web;

/// <summary>Marks the routes of the API.</summary>
public sealed record ApiRoute
{
    public static readonly ApiRoute Mark = new();
}

public static class HeadRequests
{
    /// <summary>Where GET of the API answers, HEAD does: the server itself leaves the body out.</summary>
    public static void UseHead(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (HttpMethods.IsHead(http.Request.Method) && (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || http.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal))) http.Request.Method = HttpMethods.Get;
        return next(http);
    });
}
