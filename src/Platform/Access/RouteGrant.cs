using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Nameplate.Platform.Access;

/// <summary>The caller has the permission that the route names. A route that names none is open to nobody.</summary>
internal sealed class RouteGrant : IAuthorizationRequirement;

internal sealed class CheckRouteGrant(Rights rights) : AuthorizationHandler<RouteGrant>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RouteGrant requirement)
    {
        if (context.Resource is not HttpContext http || context.User.FindFirst(Policies.BrandClaim) is null) return;
        await rights.Recognise(context.User, http.RequestAborted);
        if (http.GetEndpoint()?.Metadata.GetMetadata<Permission>() is { } needed && rights.May(needed.Name)) context.Succeed(requirement);
    }
}
