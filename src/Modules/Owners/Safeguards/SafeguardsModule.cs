using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Owners.Safeguards;

/// <summary>Nobody makes units theirs that they do not have: the code from the box, limits, and who was held up.</summary>
internal static class SafeguardsModule
{
    public static IServiceCollection AddSafeguards(this IServiceCollection services) => services
        .AddScoped<Guard>().AddList<BlockList>().AddBulk<LiftBlocks>().AddScoped<SetOwnershipRules>().AddScoped<INavigation, BlocksNavigation>()
        .AddGrants<Texts>(
            new("owners.blocks.read", Manager, Support, Quality, Compliance),
            new("owners.blocks.lift", Manager, Support),
            new("owners.rules.change", Manager));

    public static void MapSafeguards(this IEndpointRouteBuilder app)
    {
        var console = app.MapConsole();
        console.MapGet("blocks", BlockList.Page).Needs("owners.blocks.read");
        console.MapGet("blocks.csv", BlockList.Csv).Needs("owners.blocks.read").Audited();
        console.MapGet("ownership-rules", SetOwnershipRules.Page).Needs("owners.rules.change");
        console.MapPost("ownership-rules", SetOwnershipRules.Save).Needs("owners.rules.change");

        var api = app.MapApi();
        api.MapGet("blocks", BlocksApi.List).WithTags("blocks").Needs("owners.blocks.read");
        api.MapPost("blocks/{id:guid}/lifting", BlocksApi.Lift).WithTags("blocks").Needs("owners.blocks.lift");
        api.MapGet("ownership-rules", SetOwnershipRules.Read).WithTags("ownership rules").Needs("owners.blocks.read");
        api.MapPut("ownership-rules", SetOwnershipRules.Api).WithTags("ownership rules").Needs("owners.rules.change");
    }

    sealed class BlocksNavigation(IStringLocalizer<Texts> words) : INavigation
    {
        public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Owners, words["Blocks"], "/admin/blocks")];
    }
}
