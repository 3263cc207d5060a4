using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform;
using Nameplate.Platform.Web;

namespace Nameplate.Resolver.MakerLinks;

/// <summary>Links that the maker puts on record itself.</summary>
internal static class MakerLinksModule
{
    public static IServiceCollection AddMakerLinks(this IServiceCollection services) => services
        .AddScoped<ReadLinks>().AddSingleton<RetargetBook>().AddScoped<RecordLink>().AddScoped<PreviewAnswer>().AddScoped<LinksConsole>().AddList<LinkList>().AddScoped<INavigation, LinksNavigation>()
        .AddGrants<Texts>(new("resolver.links.read", StaffRoles.All), new("resolver.links.write", StaffRole.Manager, StaffRole.Marketing, StaffRole.Compliance));

    public static void MapMakerLinks(this IEndpointRouteBuilder app)
    {
        var console = app.MapConsole();
        console.MapGet("links", LinksConsole.List).Needs("resolver.links.read");
        console.MapGet("links.csv", LinksConsole.Csv).Needs("resolver.links.read");
        console.MapGet("links/preview", LinksConsole.Preview).Needs("resolver.links.read");
        console.MapGet("links/new", LinksConsole.New).Needs("resolver.links.write");
        console.MapPost("links/new", LinksConsole.Add).Needs("resolver.links.write");
        console.MapGet("links/{id:guid}", LinksConsole.Open).Needs("resolver.links.read");
        console.MapPost("links/{id:guid}", LinksConsole.Change).Needs("resolver.links.write");
        console.MapPost("links/{id:guid}/removal", LinksConsole.Remove).Needs("resolver.links.write");
        console.MapPost("links/{id:guid}/restoration", LinksConsole.Restore).Needs("resolver.links.write");

        var api = app.MapApi().WithTags("links");
        api.MapGet("links", LinksApi.List).Needs("resolver.links.read");
        api.MapPost("links", LinksApi.Add).Needs("resolver.links.write");
        api.MapGet("links/answer", PreviewAnswer.Api).Needs("resolver.links.read");
        api.MapGet("links/{id:guid}", LinksApi.Show).Needs("resolver.links.read");
        api.MapPut("links/{id:guid}", LinksApi.Change).Needs("resolver.links.write");
        api.MapDelete("links/{id:guid}", LinksApi.Remove).Needs("resolver.links.write");
        api.MapGet("links/{id:guid}/versions", LinksApi.Versions).Needs("resolver.links.read");
        api.MapPost("links/{id:guid}/restorations", LinksApi.Restore).Needs("resolver.links.write");
    }
}
