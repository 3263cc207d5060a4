using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Web;

/// <summary>
/// Protects forms that need no session, without a cookie: a browser says where a request comes from, and another site's form is refused.
/// </summary>
public sealed class SameOrigin : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (IsSame(http.Request)) return next(context);
        var brand = http.RequestServices.GetRequiredService<CurrentBrand>();
        http.RequestServices.GetRequiredService<SecurityLog>().Note(http, SecurityKinds.Form, "other_site", isRefused: true, null, null, brand.IsSet ? [brand.Id] : []);
        return new(Problems.BadRequest("This form was sent from another site. Open the page itself and send it from there."));
    }

    static bool IsSame(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site is not ("same-origin" or "none")) return false;
        return request.Headers.Origin.ToString() is not { Length: > 0 } origin || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value);
    }
}
