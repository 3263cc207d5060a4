using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Owners.Finder;

/// <summary>The way in for who has no code to scan.</summary>
internal static class FinderModule
{
    public static IServiceCollection AddFinder(this IServiceCollection services) => services
        .AddScoped<FindUnit>().AddScoped<ShowFinder>().AddScoped<EditHelp>().AddScoped<IGlance, HelpOnProduct>()
        .AddGrants<Texts>(new("owners.finder.read", StaffRole.Manager, StaffRole.Marketing, StaffRole.Support), new("owners.finder.write", StaffRole.Manager, StaffRole.Marketing));

    public static void MapFinder(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("register").DisableAntiforgery().ExcludeFromDescription();
        pages.MapGet("", ShowFinder.Start);
        pages.MapGet("{slug}", ShowFinder.Choose);
        pages.MapGet("{slug}/{gtin}", ShowFinder.Type);
        pages.MapPost("{slug}/{gtin}", ShowFinder.Look).AddEndpointFilter<SameOrigin>().LimitedTogether("serials", l => l.SerialsPerAddress);

        var console = app.MapConsole();
        console.MapGet("products/{gtin}/registering", EditHelp.Page).Needs("owners.finder.write");
        console.MapPost("products/{gtin}/registering", EditHelp.Save).Needs("owners.finder.write");

        var api = app.MapApi().WithTags("products");
        api.MapGet("products/{gtin}/registering", EditHelp.Read).Needs("owners.finder.read");
        api.MapPut("products/{gtin}/registering", EditHelp.Api).Needs("owners.finder.write");
    }
}
