using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>How somebody is told no: a program which scope its key lacks, a person whom to ask.</summary>
internal sealed class Refusal : IAuthorizationMiddlewareResultHandler
{
    const int MostOwners = 10;
    readonly AuthorizationMiddlewareResultHandler otherwise = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden) { await otherwise.HandleAsync(next, context, policy, authorizeResult); return; }
        var services = context.RequestServices;
        var permission = context.GetEndpoint()?.Metadata.GetMetadata<Permission>()?.Name;
        var caller = Caller.Of(context.User);
        if (Guid.TryParse(context.User.FindFirstValue(Policies.BrandClaim), out var brand)) services.GetRequiredService<SecurityLog>().Note(context, SecurityKinds.Permission, "not_granted", isRefused: true, caller.Id, caller, brand);
        if (caller is not { Kind: CallerKind.Staff })
        {
            await Of(permission).ExecuteAsync(context);
            return;
        }
        if (services.GetRequiredService<Rights>().Role is not { } role)      // works here no longer
        {
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            await context.ChallengeAsync(IdentityConstants.ApplicationScheme);
            return;
        }
        await (await Page(context, permission, role)).ExecuteAsync(context);
    }

    /// <summary>For a program: what its key lacks.</summary>
    internal static ProblemHttpResult Of(string? permission) => TypedResults.Problem(
        permission is null ? "This route does not say what it needs, so it is open to nobody." : $"This needs the scope {permission}, which the key has not. Give it the scope in the console under Settings, API keys.",
        statusCode: StatusCodes.Status403Forbidden, title: "This key may not do that.", extensions: permission is null ? null : new Dictionary<string, object?> { ["permission"] = permission });

    static async Task<IResult> Page(HttpContext http, string? permission, StaffRole role)
    {
        var services = http.RequestServices;
        var brand = Guid.Parse(http.User.FindFirstValue(Policies.BrandClaim)!);
        services.GetRequiredService<CurrentBrand>().Become(brand);
        var db = services.GetRequiredService<AppDb>();
        var owners = await db.Set<Membership>().Where(m => m.BrandId == brand && m.Role == StaffRole.Owner).Join(db.Users, m => m.StaffId, u => u.Id, (m, u) => u.Email!).Order().Take(MostOwners).ToListAsync(http.RequestAborted);
        var (words, grants) = (services.GetRequiredService<IStringLocalizer<Texts>>(), services.GetRequiredService<Grants>());
        var frame = await services.GetRequiredService<ConsoleFrames>().For(http, words["Refused"]);
        StaffRole[] roles = grants.Find(permission ?? "") is { } grant ? [.. grant.Roles.Append(StaffRole.Owner).Distinct().Order()] : [];
        return Pages.Console<RefusedPage>(new RefusedPage.Shown(frame, permission is null ? null : grants.InWords(permission), role, roles, owners), StatusCodes.Status403Forbidden);
    }
}
