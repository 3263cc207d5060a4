using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Merges;

/// <summary>One person with several addresses, and two records that are one person.</summary>
internal static class MergesModule
{
    public static IServiceCollection AddMerges(this IServiceCollection services) => services
        .AddSingleton(EventKinds.Of(typeof(PeopleMerged)))
        .AddScoped<MergeOwners>().AddScoped<MergesConsole>().AddScoped<EditAddresses>();

    public static void MapMerges(this IEndpointRouteBuilder app)
    {
        var console = app.MapConsole();
        console.MapGet("owners/{id:guid}/merges", MergesConsole.Compare).Needs("owners.people.write");
        console.MapPost("owners/{id:guid}/merges", MergesConsole.Page).Needs("owners.people.write");
        console.MapPost("owners/{id:guid}/addresses/main", EditAddresses.Main).Needs("owners.people.write");
        console.MapPost("owners/{id:guid}/addresses/removal", EditAddresses.Remove).Needs("owners.people.write");
        app.MapApi().MapPost("owners/{id:guid}/merges", MergesConsole.Api).WithTags("owners").Needs("owners.people.write");
    }
}
