using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>Gives a member of staff another role, or ends their access. A brand always keeps an owner.</summary>
internal sealed class ChangeStaff(AppDb db, CurrentBrand brand, MemberBook members, ConsoleFrames frames)
{
    const string Page = "/admin/settings/staff?done=";

    internal static Task<IResult> Role(Guid id, HttpContext http, IFormCollection posted, ChangeStaff staff, CancellationToken ct) => staff.Appoint(id, http, posted, ct);
    internal static Task<IResult> Remove(Guid id, HttpContext http, IFormCollection posted, ChangeStaff staff, CancellationToken ct) => staff.End(id, http, posted, ct);

    Task<IResult> Appoint(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct) =>
        Snake.TryEnum<StaffRole>(posted["role"].ToString(), out var role)
            ? Change(id, http, "role", leaves: role != StaffRole.Owner, member => member.Role = role, ct)
            : Task.FromResult<IResult>(TypedResults.LocalRedirect(Page + "no-role"));

    Task<IResult> End(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct) =>
        posted.ContainsKey("sure") ? Change(id, http, "removed", leaves: true, member => db.Remove(member), ct) : Task.FromResult<IResult>(TypedResults.LocalRedirect(Page + "no-tick"));

    /// <param name="leaves">The member will not be an owner any more.</param>
    async Task<IResult> Change(Guid id, HttpContext http, string done, bool leaves, Action<Membership> change, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<Brand>().Where(b => b.Id == brand.Id).ExecuteUpdateAsync(u => u.SetProperty(b => b.Slug, b => b.Slug), ct);      // one after the other: two owners who demote each other would both see the other one
        if (await db.Set<Membership>().SingleOrDefaultAsync(m => m.BrandId == brand.Id && m.StaffId == id, ct) is not { } member) return await frames.NotHere(http);
        if (leaves && member.Role == StaffRole.Owner && !await db.Set<Membership>().AnyAsync(m => m.BrandId == brand.Id && m.StaffId != id && m.Role == StaffRole.Owner, ct))
            return TypedResults.LocalRedirect(Page + "last-owner");
        change(member);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        members.Forget(brand.Id, id);
        return TypedResults.LocalRedirect(Page + done);
    }
}
