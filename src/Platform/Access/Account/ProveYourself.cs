using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access.Passwords;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.Account;

/// <summary>Asks for the password once more before something that lets people in is changed, unless the person signed in a few minutes ago.</summary>
internal sealed class ProveYourself(AppDb db, StaffPasswords passwords, Attempts attempts, SecurityLog log, ConsoleFrames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(HttpContext http, ProveYourself prove, CancellationToken ct) => prove.Open(http, ct);
    internal static Task<IResult> Post(HttpContext http, IFormCollection posted, ProveYourself prove, CancellationToken ct) => prove.Handle(http, posted, ct);

    /// <summary>Leads there, and back; null where it is not needed.</summary>
    public static IResult? Needed(HttpContext http, TimeProvider clock, string then) =>
        StaffVisit.Of(http).IsProved(clock.GetUtcNow()) ? null : TypedResults.LocalRedirect("/admin/account/proof" + QueryString.Create("then", then));

    Task<IResult> Open(HttpContext http, CancellationToken ct) => Show(http, frames.NewForm(), http.Request.Query["then"].ToString(), ct);

    async Task<IResult> Handle(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var (visit, form, then) = (StaffVisit.Of(http), frames.Read(posted), posted["then"].ToString());
        var member = await db.Users.SingleAsync(u => u.Id == visit.StaffId, ct);
        if (!await attempts.BeginPassword(member.Id, ct) | !passwords.Match(member, form["password"]))
        {
            log.Note(http, SecurityKinds.WayIn, "wrong_password", isRefused: true, member.Id.ToString(), new(CallerKind.Staff, member.Id.ToString()), visit.BrandId);
            form.Refuse("password", words["Password.OldWrong"]);
            return await Show(http, form, then, ct);
        }
        await attempts.PasswordWasRight(member.Id, ct);
        var now = clock.GetUtcNow();
        await attempts.InTransaction(() => db.Set<StaffSession>().Where(s => s.Id == visit.SessionId).ExecuteUpdateAsync(u => u.SetProperty(s => s.ProvedAt, now), ct), ct);
        return Door.Onward(then);
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, string then, CancellationToken ct)
    {
        var staff = StaffVisit.Of(http).StaffId;
        var member = await db.Users.AsNoTracking().SingleAsync(u => u.Id == staff, ct);
        return Pages.Console<ProofPage>(new ProofPage.Shown(await frames.For(http, words["Proof"]), form, then, member.Email!, member.PasswordHash is not null), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
