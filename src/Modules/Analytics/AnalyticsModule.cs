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

namespace Nameplate.Analytics;

/// <summary>What it all comes to: the KPIs, from facts of its own gathered from the event log.</summary>
public static class AnalyticsModule
{
    public static IServiceCollection AddAnalytics(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(AnalyticsModule).Assembly))
        .AddSubscriber<GatherFacts>()
        .AddScoped<IKpi, WarrantyCaptureRate>().AddScoped<IKpi, TimeToRegister>().AddScoped<IKpi, AftermarketConversionRate>().AddScoped<IKpi, PartsOrderValue>()
        .AddScoped<Inputs>().AddScoped<ReadFacts>().AddSingleton<RememberedReadings>()
        .AddScoped<StateInputs>().AddScoped<INavigation, FiguresNavigation>()
        .AddScoped<DrawFigures>().AddScoped<IFigures>(s => s.GetRequiredService<DrawFigures>());

    public static void MapAnalytics(this IEndpointRouteBuilder app)
    {
        var kpis = app.MapApi().WithTags("kpis");
        kpis.MapGet("kpis", ShowKpis.All);
        kpis.MapGet("kpis/{key}", ShowKpis.ByKey);
        kpis.MapGet("kpis/{key}/rows", ShowKpis.Rows);

        var console = app.MapConsole();
        console.MapGet("figures", ShowFigures.Page);
        console.MapGet("figures/inputs", StateInputs.Page);
        console.MapPost("figures/inputs", StateInputs.Save).WithMetadata(new RequireAntiforgeryTokenAttribute());
        console.MapGet("figures/{key}/rows", ShowRows.List);
        console.MapGet("figures/{key}/rows.csv", ShowRows.Csv);
    }
}
