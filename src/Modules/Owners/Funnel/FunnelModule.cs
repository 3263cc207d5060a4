using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Experiments;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Funnel;

/// <summary>From an opened page to a confirmed registration: noticed, counted, shown, and tried in variants.</summary>
internal static class FunnelModule
{
    public static IServiceCollection AddFunnel(this IServiceCollection services) => services
        .AddSingleton(EventKinds.Of(typeof(UnitsOpened), typeof(RegistrationConfirmed)))
        .AddSingleton<OpeningWriter>().AddHostedService(s => s.GetRequiredService<OpeningWriter>()).AddScoped<Openings>()
        .AddSubscriber<FollowFunnel>().AddSubscriber<FollowGoals>().AddScoped<ReadFunnel>().AddScoped<ShowFunnel>().AddScoped<INavigation, FunnelNavigation>()
        .AddExperimentPlace<FormPlace>().AddExperimentPlace<InsertPlace>().AddExperimentPlace<CodePlace>()
        .AddGrants<Texts>(new Grant("owners.funnels.read", StaffRole.Manager, StaffRole.Marketing, StaffRole.Quality, StaffRole.Readonly));

    public static void MapFunnel(this IEndpointRouteBuilder app)
    {
        var console = app.MapConsole();
        console.MapGet("funnel", ShowFunnel.Page).Needs("owners.funnels.read");
        console.MapGet("funnel.csv", ShowFunnel.Csv).Needs("owners.funnels.read").Audited();
        app.MapApi().MapGet("funnels/registration", ShowFunnel.Api).WithTags("funnels").Needs("owners.funnels.read");
    }

    sealed class FunnelNavigation(IStringLocalizer<Texts> words) : INavigation
    {
        public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Figures, words["Funnel"], "/admin/funnel")];
    }
}
