using System.Security.Claims;

namespace Nameplate.Platform.Access;

public enum CallerKind { Nobody, Staff, Key, CommandLine }

/// <summary>Who calls: ids only, so that it may be written down.</summary>
/// <param name="Id">The staff member's id, or the API key's.</param>
public sealed record Caller(CallerKind Kind, string Id)
{
    public const string KeyClaim = "nameplate:key";

    public static readonly Caller CommandLine = new(CallerKind.CommandLine, "");

    public static Caller Of(ClaimsPrincipal user) => user.Identity switch
    {
        { IsAuthenticated: true, AuthenticationType: ApiKeyScheme.Name } => user.FindFirstValue(KeyClaim) is { } key ? new(CallerKind.Key, key) : CommandLine,
        { IsAuthenticated: true } => new(CallerKind.Staff, user.FindFirstValue(ClaimTypes.NameIdentifier)!),
        _ => new(CallerKind.Nobody, ""),
    };
}
