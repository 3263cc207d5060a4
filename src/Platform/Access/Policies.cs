using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Access;

/// <summary>Who may come in where. Both doors set the current brand from what the caller showed, and open a route to whom its permission was granted.</summary>
public static class Policies
{
    public const string Staff = "staff", Machine = "machine", BrandClaim = "nameplate:brand", ScopesClaim = "nameplate:scopes", StaffCookie = "np-staff";

    /// <summary>Routes of the console. A form without its token is refused, also where the route reads nothing of it.</summary>
    public static RouteGroupBuilder MapConsole(this IEndpointRouteBuilder app) => app.MapGroup("/admin").RequireAuthorization(Staff)
        .WithMetadata(new RequireAntiforgeryTokenAttribute()).AddEndpointFilter(WithToken).AddEndpointFilter(BackToList.Filter).AddEndpointFilter(OfCaller).AddEndpointFilter(AuditCalls.Filter).AllowCookieRedirect().ExcludeFromDescription();

    /// <summary>Routes of the API.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app) => app.MapGroup("/api/v1").RequireAuthorization(Machine).AddEndpointFilter(OfCaller).AddEndpointFilter(AuditCalls.Filter).DisableAntiforgery().WithMetadata(ApiRoute.Mark).AddEndpointFilter(EntityTag.Add);

    static ValueTask<object?> OfCaller(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.RequestServices.GetRequiredService<CurrentBrand>().Become(Guid.Parse(http.User.FindFirstValue(BrandClaim)!));
        return next(context);
    }

    static ValueTask<object?> WithToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        HttpMethods.IsGet(context.HttpContext.Request.Method) || context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
            ? next(context) : new(NoToken(context.HttpContext));

    static IResult NoToken(HttpContext http)
    {
        var caller = Caller.Of(http.User);
        http.RequestServices.GetRequiredService<SecurityLog>().Note(http, SecurityKinds.Form, "no_token", isRefused: true, caller.Id, caller, Guid.Parse(http.User.FindFirstValue(BrandClaim)!));
        return Problems.BadRequest("This form is not from the console, or it is too old. Open the page again and send it from there.");
    }
}
