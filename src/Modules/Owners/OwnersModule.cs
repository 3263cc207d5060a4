using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners;

public static class OwnersModule
{
    public static IServiceCollection AddOwners(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(OwnersModule).Assembly));

    public static void MapOwners(this IEndpointRouteBuilder app)
    {
    }
}
