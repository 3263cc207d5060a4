using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Access.Passwords;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Access.TwoSteps;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access;

/// <summary>Where password and mailed link meet: who has set up a second step is asked for it, everybody else is in.</summary>
internal sealed class Door(AppDb db, StaffSessions sessions, Attempts attempts, SecurityLog log, TimeProvider clock)
{
    public async Task<IResult> Enter(StaffMember member, Guid brand, bool byLink, string? then, HttpContext http, CancellationToken ct)
    {
        if (!member.TwoFactorEnabled)
        {
            await attempts.PasswordWasRight(member.Id, ct);
            await sessions.Open(member.Id, brand, byLink, http, ct);
            log.Note(http, SecurityKinds.SignIn, byLink ? "by_link" : "by_password", isRefused: false, member.Id.ToString(), new(CallerKind.Staff, member.Id.ToString()), brand);
            return Onward(then);
        }
        var (token, now) = (Token.New(), clock.GetUtcNow());
        await attempts.InTransaction(() => db.Set<SecondStep>().Where(s => s.StaffId == member.Id && s.ExpiresAt < now).ExecuteDeleteAsync(ct), ct);
        db.Add(new SecondStep { TokenHash = Token.Hash(token), StaffId = member.Id, BrandId = brand, ByLink = byLink, ExpiresAt = now + SecondStep.Valid });
        await db.SaveChangesAsync(ct);
        http.Response.Cookies.Append(SecondStep.Cookie, token, StaffSessions.Cookie(http, SecondStep.Valid));
        return TypedResults.LocalRedirect("/admin/sign-in/code" + (IsOurs(then) ? QueryString.Create("then", then!) : ""));
    }

    /// <summary>To the page the person was on the way to, where that is one of the console.</summary>
    public static IResult Onward(string? then) => TypedResults.LocalRedirect(IsOurs(then) ? then! : "/admin");

    static bool IsOurs(string? path) => path is { Length: < 1000 } && (path.StartsWith("/admin/", StringComparison.Ordinal) || path.StartsWith("/admin?", StringComparison.Ordinal)) && !path.StartsWith("/admin/sign", StringComparison.Ordinal) && path.All(c => c is > ' ' and not '\\' && c < 127);
}
