using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Analytics.Facts;
using Nameplate.Analytics.Figures;
using Nameplate.Analytics.Kpis;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Resolver;

namespace Nameplate.Analytics;

/// <summary>What it all comes to: the KPIs, from facts of its own gathered from the event log.</summary>
public static class AnalyticsModule
{
    public static IServiceCollection AddAnalytics(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(AnalyticsModule).Assembly))
        .AddSubscriber<GatherFacts>().AddScanModel<GatherScans>()
        .AddScoped<IKpi, WarrantyCaptureRate>().AddScoped<IKpi, TimeToRegister>().AddScoped<IKpi, RegistrationToEngagement>()
        .AddScoped<IKpi, AftermarketConversionRate>().AddScoped<IKpi, PartsOrderValue>()
        .AddScoped<OwnerShare>().AddScoped<IKpi, ProfileCompleteness>().AddScoped<IKpi, ReturningVisitorRate>().AddScoped<IKpi, DataActivationRate>()
        .AddScoped<Inputs>().AddScoped<ReadFacts>().AddSingleton<RememberedReadings>()
        .AddScoped<StateInputs>().AddScoped<INavigation, FiguresNavigation>()
        .AddScoped<DrawFigures>().AddScoped<IFigures>(s => s.GetRequiredService<DrawFigures>())
        .AddGrants<Texts>(
            new("analytics.figures.read", StaffRoles.All),
            new("analytics.inputs.change", StaffRole.Manager, StaffRole.Finance));

    public static void MapAnalytics(this IEndpointRouteBuilder app)
    {
        var kpis = app.MapApi().WithTags("kpis");
        kpis.MapGet("kpis", ShowKpis.All).Needs("analytics.figures.read");
        kpis.MapGet("kpis/{key}", ShowKpis.ByKey).Needs("analytics.figures.read");
        kpis.MapGet("kpis/{key}/rows", ShowKpis.Rows).Needs("analytics.figures.read");

        var console = app.MapConsole();
        console.MapGet("figures", ShowFigures.Page).Needs("analytics.figures.read");
        console.MapGet("figures/inputs", StateInputs.Page).Needs("analytics.inputs.change");
        console.MapPost("figures/inputs", StateInputs.Save).WithMetadata(new RequireAntiforgeryTokenAttribute()).Needs("analytics.inputs.change");
        console.MapGet("figures/{key}/rows", ShowRows.List).Needs("analytics.figures.read");
        console.MapGet("figures/{key}/rows.csv", ShowRows.Csv).Needs("analytics.figures.read");
    }
}
