using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Access;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.People;

/// <summary>Who is signed in on a device.</summary>
internal sealed class Sessions(AppDb db, CurrentBrand brand, TimeProvider clock)
{
    public const string Cookie = "np-owner";

    /// <summary>The session this device holds, of whatever brand.</summary>
    public async Task<OwnerSession?> Find(HttpContext http, CancellationToken ct)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } token) return null;
        var hash = Token.Hash(token);
        using var across = db.AcrossBrands();
        return await db.Set<OwnerSession>().IgnoreQueryFilters().SingleOrDefaultAsync(s => s.TokenHash == hash, ct) is { } session && session.IsGood(clock.GetUtcNow()) ? session : null;
    }

    /// <summary>Who is signed in with the current brand.</summary>
    public async Task<Person?> Person(HttpContext http, CancellationToken ct) =>
        await Find(http, ct) is { } session && session.BrandId == brand.Id ? await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == session.PersonId, ct) : null;

    /// <summary>Who is signed in, with whatever brand; that brand becomes the current one.</summary>
    public async Task<Person?> Enter(HttpContext http, CancellationToken ct)
    {
        if (await Find(http, ct) is not { } session) return null;
        brand.Become(session.BrandId);
        await Seen(session, ct);
        return await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == session.PersonId, ct);
    }

    /// <summary>Notes that the device was used, once an hour at most.</summary>
    async Task Seen(OwnerSession session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - session.SeenAt < TimeSpan.FromHours(1)) return;
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<OwnerSession>().Where(s => s.TokenHash == session.TokenHash).ExecuteUpdateAsync(u => u.SetProperty(s => s.SeenAt, now), ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>Signs in on this device; the caller saves.</summary>
    public void Open(Person person, HttpContext http)
    {
        var (session, token) = OwnerSession.Open(person, Device.Words(http.Request.Headers.UserAgent.ToString()) is { Length: > 0 } device ? device : null, clock.GetUtcNow());
        db.Add(session);
        http.Response.Cookies.Append(Cookie, token, Options(http, OwnerSession.Lasts));
    }

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http, null));

    // Lax: the cookie comes along when a link is followed, not when another site's form is sent
    static CookieOptions Options(HttpContext http, TimeSpan? lasts) => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = lasts, IsEssential = true, Path = "/" };
}
