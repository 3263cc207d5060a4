using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access.Passwords;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.TwoSteps;

/// <summary>The second page of the sign-in: the code of the app, or one from paper.</summary>
internal sealed class GiveCode(AppDb db, Codes codes, Attempts attempts, StaffSessions sessions, SecurityLog log, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static async Task<IResult> Page(HttpContext http, GiveCode give, CancellationToken ct, string? then = null) => await give.Find(http, ct) is null ? give.TooLate() : give.Show(then);
    internal static Task<IResult> Post(HttpContext http, [FromForm] string? code, [FromForm] string? then, GiveCode give, CancellationToken ct) => give.Handle(http, code, then, ct);

    async Task<IResult> Handle(HttpContext http, string? code, string? then, CancellationToken ct)
    {
        if (await Find(http, ct) is not { } step) return TooLate();
        if (!await codes.Take(step.StaffId, code, ct))
        {
            log.Note(http, SecurityKinds.Code, "wrong_code", isRefused: true, step.StaffId.ToString(), null, step.BrandId);
            return Show(then, words["SignIn.CodeWrong"]);
        }
        if (await attempts.InTransaction(() => db.Set<SecondStep>().Where(s => s.TokenHash == step.TokenHash).ExecuteDeleteAsync(ct), ct) == 0) return TooLate();
        await attempts.PasswordWasRight(step.StaffId, ct);
        await sessions.Open(step.StaffId, step.BrandId, step.ByLink, http, ct);
        log.Note(http, SecurityKinds.SignIn, step.ByLink ? "by_link_and_code" : "by_password_and_code", isRefused: false, step.StaffId.ToString(), new(CallerKind.Staff, step.StaffId.ToString()), step.BrandId);
        http.Response.Cookies.Delete(SecondStep.Cookie, StaffSessions.Cookie(http, null));
        return Door.Onward(then);
    }

    async Task<SecondStep?> Find(HttpContext http, CancellationToken ct)
    {
        if (http.Request.Cookies[SecondStep.Cookie] is not { Length: > 0 and < 100 } token) return null;
        var (hash, now) = (Token.Hash(token), clock.GetUtcNow());
        return await db.Set<SecondStep>().AsNoTracking().SingleOrDefaultAsync(s => s.TokenHash == hash && s.ExpiresAt > now, ct);
    }

    IResult Show(string? then, string? error = null) => Pages.Console<CodePage>(new CodePage.Shown(words, then, error), error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    IResult TooLate() => Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Password, words["SignIn.TooLate"]), StatusCodes.Status410Gone);
}
