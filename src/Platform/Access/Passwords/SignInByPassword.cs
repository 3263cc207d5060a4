using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.Passwords;

/// <summary>Address and password. Nobody known, a wrong password and an account that rests get the same answer after the same work.</summary>
internal sealed class SignInByPassword(AppDb db, UserManager<StaffMember> users, StaffPasswords passwords, Attempts attempts, Door door, SecurityLog log, IStringLocalizer<Texts> words)
{
    internal static IResult Page(IStringLocalizer<Texts> words, string? then = null) => Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Password, then: then));
    internal static Task<IResult> Post(HttpContext http, [FromForm] string? email, [FromForm] string? password, [FromForm] string? then, SignInByPassword signIn, CancellationToken ct) => signIn.Handle(http, email, password, then, ct);

    async Task<IResult> Handle(HttpContext http, string? email, string? password, string? then, CancellationToken ct)
    {
        var member = await users.FindByEmailAsync(email is { Length: <= 254 } ? email.Trim() : "");
        var staff = member?.Id ?? Guid.Empty;
        var counted = await attempts.BeginPassword(staff, ct);
        var (brand, all) = await Brands(staff, ct);
        var matches = passwords.Match(member, password);
        if (!matches || !counted || brand is not { } at)
        {
            log.Note(http, SecurityKinds.SignIn, member is null ? "unknown" : !counted ? "resting" : !matches ? "wrong_password" : "no_brand", isRefused: true, member?.Id.ToString(), null, all);
            return Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Password, words["SignIn.Wrong"], then, email), StatusCodes.Status422UnprocessableEntity);
        }
        await attempts.PasswordWasRight(staff, ct);
        return await door.Enter(member!, at, byLink: false, then, http, ct);
    }

    /// <summary>The brand of the person's latest session, or else the first; and all of them.</summary>
    async Task<(Guid? Last, IReadOnlyList<Guid> All)> Brands(Guid staff, CancellationToken ct)
    {
        var brands = await db.Set<Membership>().Where(m => m.StaffId == staff).OrderBy(m => m.BrandId).Select(m => m.BrandId).ToListAsync(ct);
        var last = await db.Set<StaffSession>().Where(s => s.StaffId == staff).OrderByDescending(s => s.CreatedAt).Select(s => (Guid?)s.BrandId).FirstOrDefaultAsync(ct);
        return (last is { } known && brands.Contains(known) ? known : brands.Count > 0 ? brands[0] : null, brands);
    }
}
