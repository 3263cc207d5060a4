using Microsoft.AspNetCore.Builder;

namespace Nameplate.Platform.Web;

public static class SecurityHeaders
{
    /// <summary>Headers every answer carries; pages add their own content security policy.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "same-origin";      // with no-referrer a browser would send Origin: null with forms
        http.Response.Headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        return next(http);
    });
}
