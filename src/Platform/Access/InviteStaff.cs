using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Access.Invitations;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>Who works for the brand, and a mail that invites somebody.</summary>
internal sealed class InviteStaff(AppDb db, CurrentBrand brand, SendInvitation send, ManageInvitations invitations, IOptions<MailServer> mail, TimeProvider clock, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(HttpContext http, InviteStaff staff, CancellationToken ct) => staff.Show(http, null, ct);
    internal static Task<IResult> Send(HttpContext http, IFormCollection posted, InviteStaff staff, CancellationToken ct) => staff.Invite(http, posted, ct);

    async Task<IResult> Invite(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var email = form.Text("email");
        if (!EmailForm.IsRight(email)) form.Refuse("email", words["Form.Email"]);
        var role = form.Choice<StaffRole>("role");
        if (role is null && form.Error("role") is null) form.Refuse("role", words["Form.Choice"]);
        if (form.IsRight && !await send.Handle(email!, role!.Value, Guid.Parse(Caller.Of(http.User).Id), ct)) form.Refuse("email", words["Staff.Already"]);
        if (!form.IsRight) return await Show(http, form, ct);
        return TypedResults.LocalRedirect("/admin/settings/staff?done=invited");
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm? form, CancellationToken ct)
    {
        var members = await db.Set<Membership>().AsNoTracking().Where(m => m.BrandId == brand.Id).Join(db.Users, m => m.StaffId, u => u.Id, (m, u) => new { u.Id, u.Email, m.Role }).OrderBy(m => m.Email).Take(200).ToListAsync(ct);
        return Pages.Console<StaffPage>(new StaffPage.Shown(await frames.For(http, words["Staff"], words), form ?? frames.NewForm(), [.. members.Select(m => new MemberList.Member(m.Id, m.Email!, m.Role))], new(await invitations.Open(ct), clock.GetUtcNow()), mail.Value.IsSet), form is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
