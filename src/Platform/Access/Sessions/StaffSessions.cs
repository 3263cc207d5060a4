using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access.Sessions;

/// <summary>Opens and ends the sessions of staff.</summary>
internal sealed class StaffSessions(AppDb db, TimeProvider clock)
{
    /// <summary>A new session under a new secret, whatever cookie the browser came with; the session of that cookie ends.</summary>
    public async Task Open(Guid staff, Guid brand, bool byLink, HttpContext http, CancellationToken ct)
    {
        var (token, now) = (Token.New(), clock.GetUtcNow());
        var before = http.Request.Cookies[Policies.StaffCookie] is { Length: > 0 and < 100 } old ? Token.Hash(old) : "";
        var longAgo = now - StaffSession.Longest;
        await using (var tx = await db.Database.BeginTransactionAsync(ct))
        {
            await db.Set<StaffSession>().Where(s => s.TokenHash == before && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
            await db.Set<StaffSession>().Where(s => s.StaffId == staff && s.CreatedAt < longAgo).ExecuteDeleteAsync(ct);
            await db.Set<SignInLink>().Where(l => l.StaffId == staff && l.ExpiresAt < longAgo).ExecuteDeleteAsync(ct);
            db.Add(new StaffSession { TokenHash = Token.Hash(token), StaffId = staff, BrandId = brand, ByLink = byLink, Device = Device.Words(http.Request.Headers.UserAgent.ToString()), CreatedAt = now, SeenAt = now });
            await db.SaveChangesAsync(ct);
            await tx.CommitAsync(ct);
        }
        http.Response.Cookies.Append(Policies.StaffCookie, token, Cookie(http, StaffSession.Longest));
    }

    /// <returns>Whether there was one to end.</returns>
    public Task<bool> End(Guid staff, Guid session, CancellationToken ct) => End(db.Set<StaffSession>().Where(s => s.StaffId == staff && s.Id == session), ct);

    public Task<bool> EndOthers(StaffVisit visit, CancellationToken ct) => End(db.Set<StaffSession>().Where(s => s.StaffId == visit.StaffId && s.Id != visit.SessionId), ct);

    async Task<bool> End(IQueryable<StaffSession> sessions, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var ended = await sessions.Where(s => s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
        await tx.CommitAsync(ct);
        return ended > 0;
    }

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Policies.StaffCookie, Cookie(http, null));

    // Lax: the cookie comes along when a link is followed, not when another site's form is sent
    public static CookieOptions Cookie(HttpContext http, TimeSpan? lasts) => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = lasts, IsEssential = true, Path = "/admin" };
}
