using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access;

/// <summary>Adds brand and role to the cookie; made here, they outlive Identity's periodic renewal of the principal.</summary>
internal sealed class StaffPrincipal(UserManager<StaffMember> users, IOptions<IdentityOptions> options, AppDb db) : UserClaimsPrincipalFactory<StaffMember>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StaffMember user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (await db.Set<Membership>().AsNoTracking().Where(m => m.StaffId == user.Id).OrderBy(m => m.BrandId).FirstOrDefaultAsync() is { } membership)
        {
            identity.AddClaim(new(Policies.BrandClaim, membership.BrandId.ToString()));
            identity.AddClaim(new(Policies.RoleClaim, Snake.Case(membership.Role.ToString())));
        }
        return identity;
    }
}
