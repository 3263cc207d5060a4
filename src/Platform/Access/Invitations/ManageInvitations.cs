using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.Invitations;

/// <summary>Invitations nobody has answered yet: sent again, or withdrawn.</summary>
internal sealed class ManageInvitations(AppDb db, CurrentBrand brand, SendInvitation send, ConsoleFrames frames, TimeProvider clock)
{
    internal static Task<IResult> SendAgain(Guid id, HttpContext http, ManageInvitations manage, CancellationToken ct) => manage.Change(id, http, again: true, ct);
    internal static Task<IResult> Withdraw(Guid id, HttpContext http, ManageInvitations manage, CancellationToken ct) => manage.Change(id, http, again: false, ct);

    public Task<List<Invitation>> Open(CancellationToken ct) =>
        db.Set<Invitation>().AsNoTracking().Where(i => i.BrandId == brand.Id && i.AcceptedAt == null && i.WithdrawnAt == null).OrderBy(i => i.Email).Take(200).ToListAsync(ct);

    async Task<IResult> Change(Guid id, HttpContext http, bool again, CancellationToken ct)
    {
        if (await db.Set<Invitation>().SingleOrDefaultAsync(i => i.BrandId == brand.Id && i.Id == id, ct) is not { IsOpen: true } invitation) return await frames.NotHere(http);
        if (again) await send.Send(invitation, invitation.Role, ct);
        else
        {
            invitation.Withdraw(clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.LocalRedirect("/admin/settings/staff?done=" + (again ? "invited" : "withdrawn"));
    }
}
