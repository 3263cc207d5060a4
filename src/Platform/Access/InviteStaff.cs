using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>Who works for the brand, and a mail that invites somebody.</summary>
internal sealed class InviteStaff(AppDb db, CurrentBrand brand, BrandBook brands, SignIn signIn, UserManager<StaffMember> users, Outbox outbox, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    static readonly TimeSpan Valid = TimeSpan.FromDays(3);

    internal static Task<IResult> Page(HttpContext http, InviteStaff staff, CancellationToken ct) => staff.Show(http, null, ct);
    internal static Task<IResult> Send(HttpContext http, IFormCollection posted, InviteStaff staff, CancellationToken ct) => staff.Invite(http, posted, ct);

    async Task<IResult> Invite(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var email = form.Text("email");
        if (!EmailForm.IsRight(email)) form.Refuse("email", words["Form.Email"]);
        // A sign-in link opens the person's brand, and everybody here can read this brand's mails: so nobody is invited who works elsewhere.
        else if (await users.FindByEmailAsync(email!) is { } known && await db.Set<Membership>().AnyAsync(m => m.StaffId == known.Id && m.BrandId != brand.Id, ct)) form.Refuse("email", words["Staff.Elsewhere"]);
        var role = form.Choice<StaffRole>("role");
        if (role is null && form.Error("role") is null) form.Refuse("role", words["Form.Choice"]);
        if (!form.IsRight) return await Show(http, form, ct);

        var member = await signIn.Appoint(brand.Id, email!, role!.Value, ct);
        var link = await signIn.NewLink(member, ct, Valid);
        var name = (await brands.Get(brand.Id, ct)).Name;
        await outbox.Add("access.invitation", member.Email!, new(words["InviteMail.Subject", name], words["InviteMail.Heading", name], [words["InviteMail.Text"]], words["SignIn"], link, words["InviteMail.Why", name]), ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect("/admin/settings/staff?done=invited");
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm? form, CancellationToken ct)
    {
        var members = await db.Set<Membership>().AsNoTracking().Where(m => m.BrandId == brand.Id).Join(db.Users, m => m.StaffId, u => u.Id, (m, u) => new { u.Id, u.Email, m.Role }).OrderBy(m => m.Email).Take(200).ToListAsync(ct);
        return Pages.Console<StaffPage>(new StaffPage.Shown(await frames.For(http, words["Staff"], words), form ?? frames.NewForm(), [.. members.Select(m => new MemberList.Member(m.Id, m.Email!, m.Role))]), form is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
