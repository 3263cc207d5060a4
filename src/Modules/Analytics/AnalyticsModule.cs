using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Analytics;

public static class AnalyticsModule
{
    public static IServiceCollection AddAnalytics(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(AnalyticsModule).Assembly));

    public static void MapAnalytics(this IEndpointRouteBuilder app)
    {
    }
}
