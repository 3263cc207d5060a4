using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Nameplate.Platform.Web;

/// <summary>Headers every answer carries, also those of a failure; a page that needs more says so itself.</summary>
public static class SecurityHeaders
{
    /// <summary>What stands alone: a file, a picture, JSON, a guide with its style sheet. It runs nothing and stands in nobody's frame.</summary>
    const string Policy = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        Set(http);
        return next(http);
    });

    /// <summary>Also where the headers of an answer were thrown away with it.</summary>
    public static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";      // with no-referrer a browser would send Origin: null with forms
        headers["Permissions-Policy"] = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = http.Request.Path == "/" ? "cross-origin" : "same-origin";      // there is nothing at the root, but anybody may see that there is a server: GS1's test of resolvers looks
        headers.ContentSecurityPolicy = Policy;
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || http.Request.Path.StartsWithSegments("/admin", StringComparison.Ordinal)) headers.CacheControl = "no-cache, no-store";
        if (http.Request.IsHttps && http.RequestServices.GetRequiredService<IOptions<WebSafety>>().Value.Hsts is { } hsts) headers.StrictTransportSecurity = hsts;
    }
}

/// <summary>Configuration section <c>Web</c>.</summary>
public sealed class WebSafety
{
    /// <summary>For how long browsers come by https only, once they did; 0 tells them nothing.</summary>
    public int HstsDays { get; set; } = 365;
    public bool HstsSubDomains { get; set; } = true;
    /// <summary>Further names the server answers to beside that of the public address, with semicolons between them; <c>*</c> for any.</summary>
    public string? Hosts { get; set; }

    internal string? Hsts => HstsDays <= 0 ? null : string.Create(CultureInfo.InvariantCulture, $"max-age={HstsDays * 86_400L}{(HstsSubDomains ? "; includeSubDomains" : "")}");
}
