using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Access.TwoSteps;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.Account;

/// <summary>The second step of one's own account: on with an app, off with a code, and codes for paper.</summary>
internal sealed class SetUpTwoSteps(AppDb db, Codes codes, SecurityNotice notice, StaffSessions sessions, IQrCode qr, CurrentBrand brand, BrandBook brands, SecurityLog log, ConsoleFrames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(HttpContext http, SetUpTwoSteps steps, CancellationToken ct) => steps.Open(http, ct);
    internal static Task<IResult> On(HttpContext http, IFormCollection posted, SetUpTwoSteps steps, CancellationToken ct) => steps.TurnOn(http, posted, ct);
    internal static Task<IResult> Off(HttpContext http, IFormCollection posted, SetUpTwoSteps steps, CancellationToken ct) => steps.TurnOff(http, posted, ct);
    internal static Task<IResult> NewCodes(HttpContext http, IFormCollection posted, SetUpTwoSteps steps, CancellationToken ct) => steps.Renew(http, posted, ct);

    const string Here = "/admin/account/two-steps";

    async Task<IResult> Open(HttpContext http, CancellationToken ct) => (StaffVisit.Of(http).TwoSteps ? null : ProveYourself.Needed(http, clock, Here)) ?? await Show(http, frames.NewForm(), Totp.NewKey(), ct);

    async Task<IResult> TurnOn(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var (visit, form) = (StaffVisit.Of(http), frames.Read(posted));
        if (visit.TwoSteps || codes.Unseal(visit.StaffId, form["key"]) is not { } key) return TypedResults.LocalRedirect(Here);
        if (ProveYourself.Needed(http, clock, Here) is { } first) return first;
        await notice.Write(await Email(visit, ct), "TwoStepsOn", ct);
        if (await codes.TurnOn(visit.StaffId, key, form.Text("code"), ct) is { } paper)
        {
            Noted(http, "two_steps_on");
            await sessions.EndOthers(visit, ct);      // none is left that came in with one step
            return await ShowPaper(http, paper);
        }
        form.Refuse("code", words["TwoSteps.CodeWrong"]);
        return await Show(http, form, key, ct);
    }

    async Task<IResult> TurnOff(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var (visit, form) = (StaffVisit.Of(http), frames.Read(posted));
        if (!visit.TwoSteps) return TypedResults.LocalRedirect(Here);
        if (!await codes.Take(visit.StaffId, form.Text("off"), ct)) { Noted(http, "wrong_code", isRefused: true); form.Refuse("off", words["SignIn.CodeWrong"]); return await Show(http, form, "", ct); }
        await notice.Write(await Email(visit, ct), "TwoStepsOff", ct);
        await codes.TurnOff(visit.StaffId, ct);
        Noted(http, "two_steps_off");
        return TypedResults.LocalRedirect("/admin/account?done=twoStepsOff");
    }

    async Task<IResult> Renew(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var (visit, form) = (StaffVisit.Of(http), frames.Read(posted));
        if (!visit.TwoSteps) return TypedResults.LocalRedirect(Here);
        if (!await codes.Take(visit.StaffId, form.Text("code"), ct)) { Noted(http, "wrong_code", isRefused: true); form.Refuse("code", words["SignIn.CodeWrong"]); return await Show(http, form, "", ct); }
        await notice.Write(await Email(visit, ct), "RecoveryCodes", ct);
        Noted(http, "recovery_codes");
        return await ShowPaper(http, await codes.NewPaper(visit.StaffId, ct));
    }

    void Noted(HttpContext http, string what, bool isRefused = false)
    {
        var visit = StaffVisit.Of(http);
        log.Note(http, SecurityKinds.WayIn, what, isRefused, visit.StaffId.ToString(), new(CallerKind.Staff, visit.StaffId.ToString()), visit.BrandId);
    }

    Task<string> Email(StaffVisit visit, CancellationToken ct) => db.Users.Where(u => u.Id == visit.StaffId).Select(u => u.Email!).SingleAsync(ct);

    async Task<IResult> Show(HttpContext http, ConsoleForm form, string key, CancellationToken ct)
    {
        var visit = StaffVisit.Of(http);
        var name = (await brands.Get(brand.Id, ct)).Name;
        var offer = visit.TwoSteps ? null : new TwoStepsPage.Offer(key, codes.Seal(visit.StaffId, key), qr.Svg(Totp.Address("Nameplate", await Email(visit, ct), key)));
        var left = await db.Set<RecoveryCode>().CountAsync(c => c.StaffId == visit.StaffId && c.UsedAt == null, ct);
        var needed = (await brands.Get(brand.Id, ct)).TwoStepsNeeded;
        return Pages.Console<TwoStepsPage>(new TwoStepsPage.Shown(await frames.For(http, words["TwoSteps"], words), form, offer, left, needed, name), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>No redirect: the codes are nowhere but in this answer.</summary>
    async Task<IResult> ShowPaper(HttpContext http, IReadOnlyList<string> paper) => Pages.Console<RecoveryCodesPage>(new RecoveryCodesPage.Shown(await frames.For(http, words["RecoveryCodes"]), paper));
}
