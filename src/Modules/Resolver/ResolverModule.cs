using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Resolver;

public static class ResolverModule
{
    public static IServiceCollection AddResolver(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(ResolverModule).Assembly));

    public static void MapResolver(this IEndpointRouteBuilder app)
    {
    }
}
