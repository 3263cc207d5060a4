using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>Who may come into a brand, and links that open it to them once.</summary>
public sealed class SignIn(AppDb db, UserManager<StaffMember> users, Links links, TimeProvider clock)
{
    internal static readonly TimeSpan Valid = TimeSpan.FromMinutes(30);

    /// <summary>The staff member of that address in the brand, made when there is none.</summary>
    public async Task<StaffMember> Appoint(Guid brandId, string email, StaffRole role, CancellationToken ct)
    {
        var member = await users.FindByEmailAsync(email);
        if (member is null)
        {
            member = new StaffMember { Id = Guid.CreateVersion7(), UserName = email, Email = email };
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

    /// <summary>A link that signs the member in once, for this brand and no other.</summary>
    public async Task<string> NewLink(Guid brandId, StaffMember member, CancellationToken ct, TimeSpan? valid = null)
    {
        var (token, now) = (Token.New(), clock.GetUtcNow());
        db.Add(new SignInLink { TokenHash = Token.Hash(token), StaffId = member.Id, BrandId = brandId, CreatedAt = now, ExpiresAt = now + (valid ?? Valid) });
        await db.SaveChangesAsync(ct);
        return links.To($"/admin/sign-in/{token}");
    }
}
