using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access.Passwords;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>A sign-in link: its GET shows a button, its POST uses it up, because mail scanners open links. One that was mailed opens in the browser that asked, or by its code typed there.</summary>
internal sealed class UseLink(AppDb db, Attempts attempts, Door door, SecurityLog log, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(string token, HttpContext http, UseLink use, CancellationToken ct) => use.Show(token, http, ct);
    // a script posts without any form
    internal static async Task<IResult> Post(string token, HttpContext http, UseLink use, CancellationToken ct) => await use.Handle(token, http.Request.HasFormContentType && (await http.Request.ReadFormAsync(ct)).ContainsKey("password"), http, ct);
    internal static Task<IResult> Code([FromForm] string? code, [FromForm] string? password, HttpContext http, UseLink use, CancellationToken ct) => use.Typed(code ?? "", password is not null, http, ct);

    async Task<IResult> Show(string token, HttpContext http, CancellationToken ct) =>
        await Find(token, ct) is not { } link ? Gone() : IsElsewhere(link, http) ? Elsewhere() : Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Confirm));

    async Task<IResult> Handle(string token, bool newPassword, HttpContext http, CancellationToken ct)
    {
        if (await Find(token, ct) is not { } link)
        {
            log.Note(http, SecurityKinds.SignIn, "no_such_link", isRefused: true);
            return Gone();
        }
        if (!IsElsewhere(link, http)) return await Use(link, newPassword, http, ct);
        Refused(http, "other_browser", link);
        return Elsewhere();
    }

    /// <summary>The same work whether or not anything was mailed: who asked with a stranger's address learns nothing here.</summary>
    async Task<IResult> Typed(string code, bool newPassword, HttpContext http, CancellationToken ct)
    {
        var (asked, now) = (AskingBrowser.Of(http) ?? "", clock.GetUtcNow());
        var hash = AskingBrowser.Hash(asked, code);
        var open = db.Set<SignInLink>().Where(l => l.AskedHash == asked && l.UsedAt == null && l.ExpiresAt > now && l.Tries <= SignInLink.MostTries);      // one more than may be looked at: how many came is told by the count
        await attempts.InTransaction(() => open.ExecuteUpdateAsync(u => u.SetProperty(l => l.Tries, l => l.Tries + 1), ct), ct);
        var links = await open.AsNoTracking().ToListAsync(ct);
        if (links.Find(l => l.CodeHash == hash) is { } link) return await Use(link, newPassword, http, ct);
        Refused(http, "wrong_mailed_code", links.FirstOrDefault());
        return Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Sent, words["SignIn.MailedCodeWrong"]), StatusCodes.Status422UnprocessableEntity);
    }

    async Task<IResult> Use(SignInLink link, bool newPassword, HttpContext http, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await attempts.InTransaction(() => db.Set<SignInLink>().Where(l => l.TokenHash == link.TokenHash && l.UsedAt == null).ExecuteUpdateAsync(u => u.SetProperty(l => l.UsedAt, now), ct), ct) == 0) return Gone();
        var brands = await db.Set<Membership>().Where(m => m.StaffId == link.StaffId && (link.BrandId == null || m.BrandId == link.BrandId)).OrderBy(m => m.BrandId).Select(m => m.BrandId).Take(1).ToListAsync(ct);
        if (brands is not [var at]) return Gone();
        return await door.Enter(await db.Users.SingleAsync(u => u.Id == link.StaffId, ct), at, byLink: true, newPassword ? "/admin/account/password" : null, http, ct);
    }

    async Task<SignInLink?> Find(string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        return await db.Set<SignInLink>().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, ct) is { } link && link.IsGood(clock.GetUtcNow()) ? link : null;
    }

    static bool IsElsewhere(SignInLink link, HttpContext http) => link.AskedHash is { } asked && asked != AskingBrowser.Of(http);

    void Refused(HttpContext http, string reason, SignInLink? link) => log.Note(http, SecurityKinds.SignIn, reason, isRefused: true, link?.StaffId.ToString(), null, link?.BrandId is { } brand ? [brand] : []);

    IResult Gone() => Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Ask, words["SignIn.LinkUsed"]), StatusCodes.Status410Gone);
    IResult Elsewhere() => Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Elsewhere), StatusCodes.Status403Forbidden);
}
