using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Commerce;

public static class CommerceModule
{
    public static IServiceCollection AddCommerce(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(CommerceModule).Assembly));

    public static void MapCommerce(this IEndpointRouteBuilder app)
    {
    }
}
