using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access;

/// <summary>Adds the brand to the cookie; made here, it outlives Identity's periodic renewal of the principal. The role is not in it: it is read at each request.</summary>
internal sealed class StaffPrincipal(UserManager<StaffMember> users, IOptions<IdentityOptions> options, AppDb db) : UserClaimsPrincipalFactory<StaffMember>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StaffMember user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (await db.Set<Membership>().AsNoTracking().Where(m => m.StaffId == user.Id).OrderBy(m => m.BrandId).FirstOrDefaultAsync() is { } membership)
            identity.AddClaim(new(Policies.BrandClaim, membership.BrandId.ToString()));
        return identity;
    }
}
