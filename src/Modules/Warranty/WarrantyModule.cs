using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Warranty;

public static class WarrantyModule
{
    public static IServiceCollection AddWarranty(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(WarrantyModule).Assembly));

    public static void MapWarranty(this IEndpointRouteBuilder app)
    {
    }
}
