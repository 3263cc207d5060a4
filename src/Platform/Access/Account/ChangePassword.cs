using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access.Passwords;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.Account;

/// <summary>A new password for the old one, or, for half an hour, after a mailed link. All other sessions end.</summary>
internal sealed class ChangePassword(AppDb db, StaffPasswords passwords, Attempts attempts, StaffSessions sessions, SecurityNotice notice, SecurityLog log, CurrentBrand brand, BrandBook brands, ConsoleFrames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(HttpContext http, ChangePassword change, CancellationToken ct) => change.Open(http, ct);
    internal static Task<IResult> Post(HttpContext http, IFormCollection posted, ChangePassword change, CancellationToken ct) => change.Save(http, posted, ct);

    async Task<IResult> Open(HttpContext http, CancellationToken ct) => await Show(http, frames.NewForm(), await Me(http, ct));

    async Task<IResult> Save(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var (visit, member, form) = (StaffVisit.Of(http), await Me(http, ct), frames.Read(posted));
        var wanted = form["password"] ?? "";
        if (!MayWithoutOld(visit))
        {
            if (member.PasswordHash is null) return await Show(http, form, member);
            if (!await attempts.BeginPassword(member.Id, ct) | !passwords.Match(member, form["old"]))
            {
                Noted(http, "wrong_password", isRefused: true);
                form.Refuse("old", words["Password.OldWrong"]);
            }
            else await attempts.PasswordWasRight(member.Id, ct);
        }
        if (PasswordRule.Wrong(wanted, member.Email!, (await brands.Get(brand.Id, ct)).Name) is { } wrong) form.Refuse("password", words[wrong]);
        if (!form.IsRight) return await Show(http, form, member);
        passwords.Set(member, wanted);
        await notice.Write(member.Email!, "Password", ct);
        await db.SaveChangesAsync(ct);
        await sessions.EndOthers(visit, ct);
        Noted(http, "password", isRefused: false);
        return TypedResults.LocalRedirect("/admin/account?done=password");
    }

    void Noted(HttpContext http, string what, bool isRefused)
    {
        var visit = StaffVisit.Of(http);
        log.Note(http, SecurityKinds.WayIn, what, isRefused, visit.StaffId.ToString(), new(CallerKind.Staff, visit.StaffId.ToString()), visit.BrandId);
    }

    bool MayWithoutOld(StaffVisit visit) => visit.ByLink && clock.GetUtcNow() - visit.SignedInAt < StaffSession.Fresh;

    Task<StaffMember> Me(HttpContext http, CancellationToken ct)
    {
        var staff = StaffVisit.Of(http).StaffId;
        return db.Users.SingleAsync(u => u.Id == staff, ct);
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, StaffMember member)
    {
        var need = MayWithoutOld(StaffVisit.Of(http)) ? PasswordPage.Proof.None : member.PasswordHash is null ? PasswordPage.Proof.Link : PasswordPage.Proof.Old;
        return Pages.Console<PasswordPage>(new PasswordPage.Shown(await frames.For(http, words["Password"], words), form, need, member.Email!), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
