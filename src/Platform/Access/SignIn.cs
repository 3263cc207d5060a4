using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Access.Invitations;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>Who may come into a brand, and links that open it to them once.</summary>
public sealed class SignIn(AppDb db, UserManager<StaffMember> users, Links links, TimeProvider clock)
{
    /// <summary>Handed over by an operator; and mailed, as the ASVS (6.5.5) asks.</summary>
    internal static readonly TimeSpan Valid = TimeSpan.FromMinutes(30), Mailed = TimeSpan.FromMinutes(10);

    /// <summary>The staff member of that address in the brand, made when there is none.</summary>
    public async Task<StaffMember> Appoint(Guid brandId, string email, StaffRole role, CancellationToken ct)
    {
        var member = await users.FindByEmailAsync(email);
        if (member is null)
        {
            member = new StaffMember { Id = OrderedId.Next(), UserName = email, Email = email };
            var made = await users.CreateAsync(member);
            if (!made.Succeeded) throw new InvalidOperationException(made.ToString());
        }
        if (!await db.Set<Membership>().AnyAsync(m => m.BrandId == brandId && m.StaffId == member.Id, ct))
        {
            db.Add(new Membership { BrandId = brandId, StaffId = member.Id, Role = role });
            await db.SaveChangesAsync(ct);
        }
        return member;
    }

    /// <summary>A link for the operator to hand over: to a member of staff one that signs in, to somebody invited a new one of the invitation; null for anybody else.</summary>
    public async Task<string?> LinkFor(Guid brandId, string email, CancellationToken ct)
    {
        var key = users.NormalizeEmail(email);
        if (await db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == key && db.Set<Membership>().Any(m => m.BrandId == brandId && m.StaffId == u.Id), ct) is { } member) return await NewLink(brandId, member, ct);
        if (await db.Set<Invitation>().FirstOrDefaultAsync(i => i.BrandId == brandId && i.EmailKey == key && i.AcceptedAt == null && i.WithdrawnAt == null, ct) is not { } invitation) return null;
        var token = invitation.Send(invitation.Role, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return links.To($"/admin/invitation/{token}");
    }

    /// <summary>A link that signs the member in once, for this brand and no other.</summary>
    public Task<string> NewLink(Guid brandId, StaffMember member, CancellationToken ct, TimeSpan? valid = null) => NewLink(brandId, member, valid ?? Valid, null, null, ct);

    /// <summary>A link for the browser that asked, and a code to be typed there.</summary>
    internal Task<string> MailedLink(Guid brandId, StaffMember member, string asked, string code, CancellationToken ct) => NewLink(brandId, member, Mailed, asked, AskingBrowser.Hash(asked, code), ct);

    async Task<string> NewLink(Guid brandId, StaffMember member, TimeSpan valid, string? asked, string? code, CancellationToken ct)
    {
        var (token, now) = (Token.New(), clock.GetUtcNow());
        db.Add(new SignInLink { TokenHash = Token.Hash(token), StaffId = member.Id, BrandId = brandId, CreatedAt = now, ExpiresAt = now + valid, AskedHash = asked, CodeHash = code });
        await db.SaveChangesAsync(ct);
        return links.To($"/admin/sign-in/{token}");
    }
}
