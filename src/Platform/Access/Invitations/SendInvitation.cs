using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.Invitations;

/// <summary>Invites somebody to the current brand, in a role; who was invited before and has not come gets a new link.</summary>
internal sealed class SendInvitation(AppDb db, CurrentBrand brand, BrandBook brands, UserManager<StaffMember> users, Outbox outbox, Links links, TimeProvider clock, IStringLocalizer<Texts> words)
{
    /// <returns>False where the person works for the brand already.</returns>
    public async Task<bool> Handle(string email, StaffRole role, Guid? invitedBy, CancellationToken ct)
    {
        var key = users.NormalizeEmail(email)!;
        if (await db.Set<Membership>().AnyAsync(m => m.BrandId == brand.Id && db.Users.Any(u => u.Id == m.StaffId && u.NormalizedEmail == key), ct)) return false;
        var now = clock.GetUtcNow();
        var invitation = await db.Set<Invitation>().FirstOrDefaultAsync(i => i.BrandId == brand.Id && i.EmailKey == key && i.AcceptedAt == null && i.WithdrawnAt == null, ct);
        if (invitation is null) db.Add(invitation = new Invitation { BrandId = brand.Id, Email = email, EmailKey = key, InvitedBy = invitedBy, CreatedAt = now });
        await Send(invitation, role, ct);
        return true;
    }

    public async Task Send(Invitation invitation, StaffRole role, CancellationToken ct)
    {
        var link = links.To($"/admin/invitation/{invitation.Send(role, clock.GetUtcNow())}");
        var name = (await brands.Get(brand.Id, ct)).Name;
        await outbox.Add(AccessMail.Invitation, invitation.Email, new(words["InviteMail.Subject", name], words["InviteMail.Heading", name], [words["InviteMail.Text"]], words["InviteMail.Open"], link, words["InviteMail.Why", name]), ct);
        await db.SaveChangesAsync(ct);
    }
}
