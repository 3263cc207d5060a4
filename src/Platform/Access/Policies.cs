using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>Who may come in where. Both doors set the current brand from what the caller showed.</summary>
public static class Policies
{
    public const string Staff = "staff", Machine = "machine", BrandClaim = "nameplate:brand", RoleClaim = "nameplate:role";

    /// <summary>Routes of the console. A form without its token is refused, also where the route reads nothing of it.</summary>
    public static RouteGroupBuilder MapConsole(this IEndpointRouteBuilder app) => app.MapGroup("/admin").RequireAuthorization(Staff)
        .WithMetadata(new RequireAntiforgeryTokenAttribute()).AddEndpointFilter(WithToken).AddEndpointFilter(OfCaller).ExcludeFromDescription();

    /// <summary>Routes of the API.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app) => app.MapGroup("/api/v1").RequireAuthorization(Machine).AddEndpointFilter(OfCaller).DisableAntiforgery().WithMetadata(ApiRoute.Mark).AddEndpointFilter(EntityTag.Add);

    static ValueTask<object?> OfCaller(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.RequestServices.GetRequiredService<CurrentBrand>().Become(Guid.Parse(http.User.FindFirstValue(BrandClaim)!));
        return next(context);
    }

    static ValueTask<object?> WithToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        HttpMethods.IsGet(context.HttpContext.Request.Method) || context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
            ? next(context) : new(Problems.BadRequest("This form is not from the console, or it is too old. Open the page again and send it from there."));

    internal static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffMember>(o => { o.Stores.SchemaVersion = IdentitySchemaVersions.Version3; o.User.RequireUniqueEmail = true; })
            .AddEntityFrameworkStores<Storage.AppDb>().AddSignInManager().AddDefaultTokenProviders().AddClaimsPrincipalFactory<StaffPrincipal>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null).AddIdentityCookies();
        services.ConfigureApplicationCookie(o =>
        {
            (o.Cookie.Name, o.Cookie.HttpOnly, o.Cookie.SameSite, o.Cookie.SecurePolicy) = (StaffCookie, true, SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            (o.LoginPath, o.AccessDeniedPath, o.ReturnUrlParameter) = ("/admin/sign-in", "/admin/sign-in", "then");
            (o.ExpireTimeSpan, o.SlidingExpiration) = (TimeSpan.FromDays(14), true);
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Staff, p => p.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireClaim(BrandClaim))
            .AddPolicy(Machine, p => p.AddAuthenticationSchemes(ApiKeyScheme.Name).RequireClaim(BrandClaim));
        return services.AddScoped<SignIn>();
    }

    public const string StaffCookie = "np-staff";
}
