using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Web;

namespace Nameplate.Resolver.MakerLinks;

/// <summary>Links that the maker puts on record itself.</summary>
internal static class MakerLinksModule
{
    public static IServiceCollection AddMakerLinks(this IServiceCollection services) => services
        .AddScoped<ReadLinks>().AddSingleton<RetargetBook>().AddScoped<RecordLink>().AddScoped<PreviewAnswer>()
        .AddGrants<Texts>(new("resolver.links.read", StaffRoles.All), new("resolver.links.write", StaffRole.Manager, StaffRole.Marketing, StaffRole.Compliance));

    public static void MapMakerLinks(this IEndpointRouteBuilder app)
    {
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
