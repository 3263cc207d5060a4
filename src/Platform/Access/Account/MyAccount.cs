using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Access.TwoSteps;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.Account;

/// <summary>What a member of staff says about themself, and the devices on which they are signed in.</summary>
internal sealed class MyAccount(AppDb db, ConsoleFrames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(HttpContext http, MyAccount account, CancellationToken ct) => account.Show(http, null, ct);
    internal static Task<IResult> Change(HttpContext http, IFormCollection posted, MyAccount account, CancellationToken ct) => account.Save(http, posted, ct);

    internal static async Task<IResult> EndSession(Guid id, HttpContext http, StaffSessions sessions, ConsoleFrames frames, TimeProvider clock, CancellationToken ct)
    {
        var visit = StaffVisit.Of(http);
        if (id != visit.SessionId && ProveYourself.Needed(http, clock, "/admin/account") is { } first) return first;
        if (!await sessions.End(visit.StaffId, id, ct)) return await frames.NotHere(http);
        if (id != visit.SessionId) return TypedResults.LocalRedirect("/admin/account?done=session");
        StaffSessions.Forget(http);
        return TypedResults.LocalRedirect("/admin/sign-in");
    }

    internal static async Task<IResult> EndOthers(HttpContext http, StaffSessions sessions, TimeProvider clock, CancellationToken ct)
    {
        if (ProveYourself.Needed(http, clock, "/admin/account") is { } first) return first;
        await sessions.EndOthers(StaffVisit.Of(http), ct);
        return TypedResults.LocalRedirect("/admin/account?done=sessions");
    }

    async Task<IResult> Save(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        if (form.Text("name") is { Length: > 100 }) form.Refuse("name", words["Form.Long", 100]);
        if (form.Text("language") is { } language && !Languages.All.Contains(language)) form.Refuse("language", words["Form.Choice"]);
        if (!form.IsRight) return await Show(http, form, ct);
        var staff = StaffVisit.Of(http).StaffId;
        var member = await db.Users.SingleAsync(u => u.Id == staff, ct);
        (member.Name, member.Language) = (form.Text("name"), form.Text("language"));
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect("/admin/account?done=saved");
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm? form, CancellationToken ct)
    {
        var visit = StaffVisit.Of(http);
        var member = await db.Users.AsNoTracking().SingleAsync(u => u.Id == visit.StaffId, ct);
        var good = await StaffSession.Good(db.Set<StaffSession>().AsNoTracking().Where(s => s.StaffId == visit.StaffId), clock.GetUtcNow()).OrderByDescending(s => s.SeenAt).Take(100).ToListAsync(ct);
        var codes = member.TwoFactorEnabled ? await db.Set<RecoveryCode>().CountAsync(c => c.StaffId == visit.StaffId && c.UsedAt == null, ct) : 0;
        if (form is null)
        {
            form = frames.NewForm();
            (form["name"], form["language"]) = (member.Name, member.Language);
        }
        return Pages.Console<AccountPage>(new AccountPage.Shown(await frames.For(http, words["Account"], words), form, member, codes, [.. good.OrderByDescending(s => s.Id == visit.SessionId)], visit.SessionId),
            form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
