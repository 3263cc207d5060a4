using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Nameplate.Platform.Access;

/// <summary>What a caller must be granted to use a route: <c>module.noun.verb</c>, such as <c>warranty.terms.change</c>.</summary>
public sealed record Permission(string Name);

/// <summary>Who has a permission from the start.</summary>
/// <param name="Permission"><c>module.noun.verb</c></param>
/// <param name="Roles">An owner of the brand has it, named here or not.</param>
public sealed record Grant(string Permission, params StaffRole[] Roles)
{
    /// <summary>False where only a person may do it, never a program with a key.</summary>
    public bool ForKeys { get; init; } = true;
    /// <summary>Where no route stands for it: what it lets one do within others, for the table of permissions.</summary>
    public string? Within { get; init; }
    public string Module => Permission[..Permission.IndexOf('.', StringComparison.Ordinal)];
}

/// <summary>The permissions of one module, and the resource whose texts <c>Grant.…</c> say in words what each lets one do.</summary>
internal sealed record GrantList(Type Texts, IReadOnlyList<Grant> Grants);

public static class Permissions
{
    /// <summary>Only for callers who were granted this.</summary>
    public static T Needs<T>(this T route, string permission) where T : IEndpointConventionBuilder => route.WithMetadata(new Permission(permission));

    /// <summary>Declares a module's permissions: each once, with who has it.</summary>
    public static IServiceCollection AddGrants<TTexts>(this IServiceCollection services, params Grant[] grants) => services.AddSingleton(new GrantList(typeof(TTexts), grants));
}
