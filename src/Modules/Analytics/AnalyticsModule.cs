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

namespace Nameplate.Analytics;

/// <summary>What it all comes to: the KPIs, from facts of its own gathered from the event log.</summary>
public static class AnalyticsModule
{
    public static IServiceCollection AddAnalytics(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(AnalyticsModule).Assembly))
        .AddSubscriber<GatherFacts>()
        .AddScoped<IKpi, WarrantyCaptureRate>().AddScoped<IKpi, TimeToRegister>().AddScoped<IKpi, AftermarketConversionRate>().AddScoped<IKpi, PartsOrderValue>()
        .AddScoped<Inputs>().AddScoped<ReadFacts>().AddSingleton<RememberedReadings>()
        .AddScoped<DrawFigures>().AddScoped<IFigures>(s => s.GetRequiredService<DrawFigures>());

    public static void MapAnalytics(this IEndpointRouteBuilder app)
    {
        var kpis = app.MapApi().WithTags("kpis");
        kpis.MapGet("kpis", ShowKpis.All);
        kpis.MapGet("kpis/{key}", ShowKpis.ByKey);
        kpis.MapGet("kpis/{key}/rows", ShowKpis.Rows);
    }
}
