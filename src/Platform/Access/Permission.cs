using Microsoft.AspNetCore.Builder;

namespace Nameplate.Platform.Access;

/// <summary>What a caller must be granted to use a route: <c>module.noun.verb</c>, such as <c>warranty.terms.change</c>.</summary>
public sealed record Permission(string Name);

public static class Permissions
{
    /// <summary>Only for callers who were granted this.</summary>
    public static T Needs<T>(this T route, string permission) where T : IEndpointConventionBuilder => route.WithMetadata(new Permission(permission));
}
