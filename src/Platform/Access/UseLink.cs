using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access.Passwords;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>A sign-in link: its GET shows a button, its POST uses it up, because mail scanners open links.</summary>
internal sealed class UseLink(AppDb db, Attempts attempts, Door door, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(string token, UseLink use, CancellationToken ct) => use.Show(token, ct);
    // a script posts without any form
    internal static async Task<IResult> Post(string token, HttpContext http, UseLink use, CancellationToken ct) => await use.Handle(token, http.Request.HasFormContentType && (await http.Request.ReadFormAsync(ct)).ContainsKey("password"), http, ct);

    async Task<IResult> Show(string token, CancellationToken ct) => await Find(token, ct) is null ? Gone() : Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Confirm));

    async Task<IResult> Handle(string token, bool newPassword, HttpContext http, CancellationToken ct)
    {
        if (await Find(token, ct) is not { } link) return Gone();
        var now = clock.GetUtcNow();
        if (await attempts.InTransaction(() => db.Set<SignInLink>().Where(l => l.TokenHash == link.TokenHash && l.UsedAt == null).ExecuteUpdateAsync(u => u.SetProperty(l => l.UsedAt, now), ct), ct) == 0) return Gone();
        var brands = await db.Set<Membership>().Where(m => m.StaffId == link.StaffId && (link.BrandId == null || m.BrandId == link.BrandId)).OrderBy(m => m.BrandId).Select(m => m.BrandId).Take(1).ToListAsync(ct);
        return brands is [var at] ? await door.Enter(await db.Users.SingleAsync(u => u.Id == link.StaffId, ct), at, byLink: true, newPassword ? "/admin/account/password" : null, http, ct) : Gone();
    }

    async Task<SignInLink?> Find(string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        return await db.Set<SignInLink>().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, ct) is { } link && link.IsGood(clock.GetUtcNow()) ? link : null;
    }

    IResult Gone() => Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Ask, words["SignIn.LinkUsed"]), StatusCodes.Status410Gone);
}
