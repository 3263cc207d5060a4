using System.Security.Claims;

namespace Nameplate.Platform.Access;

/// <summary>
/// What the caller of this request may do: by the role a member of staff has now, by the scopes of an API key; the command line may do everything.
/// While nobody was recognised it is nothing.
/// </summary>
public sealed class Rights(Grants grants, MemberBook members, ConsoleWays ways)
{
    Func<string, bool> may = _ => false;

    /// <summary>The role, when the caller is a member of staff.</summary>
    public StaffRole? Role { get; private set; }

    public bool May(string permission) => may(permission);

    /// <summary>Whether a page of the console would open for the caller.</summary>
    public bool MayOpen(string href) => ways.NeedOf(href) is not { } permission || May(permission);

    internal async ValueTask Recognise(ClaimsPrincipal user, CancellationToken ct)
    {
        var brand = Guid.Parse(user.FindFirstValue(Policies.BrandClaim)!);
        switch (Caller.Of(user))
        {
            case { Kind: CallerKind.Staff } staff when await members.RoleOf(brand, Guid.Parse(staff.Id), ct) is { } role:
                Role = role;
                may = permission => grants.Has(role, permission);
                break;
            case { Kind: CallerKind.Key } when user.FindFirstValue(Policies.ScopesClaim) is { } text:
                var scopes = new KeyScopes(text);
                may = permission => grants.Has(scopes, permission);
                break;
            case { Kind: CallerKind.CommandLine }:
                may = _ => true;
                break;
        }
    }
}
