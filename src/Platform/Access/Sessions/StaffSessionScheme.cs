using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access.Sessions;

/// <summary>Knows staff by the session their cookie names. The row is read at every request of the console, so an ended session and a changed role count at once, on every node.</summary>
internal sealed class StaffSessionScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AppDb db, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[Policies.StaffCookie] is not { Length: > 0 and < 100 } token) return AuthenticateResult.NoResult();
        var (hash, now) = (Token.Hash(token), clock.GetUtcNow());
        var found = await (from s in StaffSession.Good(db.Set<StaffSession>().AsNoTracking().Where(s => s.TokenHash == hash), now)
                           join u in db.Users on s.StaffId equals u.Id
                           select new
                           {
                               Session = s, u.Email, u.Name, u.Language, u.TwoFactorEnabled,
                               Memberships = db.Set<Membership>().Where(m => m.StaffId == s.StaffId).OrderBy(m => m.BrandId).ToList(),
                           }).SingleOrDefaultAsync(Context.RequestAborted);
        if (found is null) return AuthenticateResult.NoResult();
        var session = found.Session;
        // who left a brand goes on with another, unless a mailed link opened this one alone
        if ((found.Memberships.Find(m => m.BrandId == session.BrandId) ?? (session.ByLink ? null : found.Memberships.FirstOrDefault())) is not { } at) return AuthenticateResult.NoResult();

        if (now - session.SeenAt >= StaffSession.Coarse) await Seen(session.Id, now);
        Context.Features.Set(new StaffVisit(session.Id, session.StaffId, at.BrandId, session.ByLink, session.CreatedAt, session.ProvedAt ?? session.CreatedAt, found.Name ?? found.Email!, found.Language, found.TwoFactorEnabled, [.. found.Memberships.Select(m => m.BrandId)]));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, session.StaffId.ToString()), new(ClaimTypes.Name, found.Email!),
            new(Policies.BrandClaim, at.BrandId.ToString()),
        ], Scheme.Name)), Scheme.Name));
    }

    async Task Seen(Guid id, DateTimeOffset now)
    {
        await using var tx = await db.Database.BeginTransactionAsync(Context.RequestAborted);
        await db.Set<StaffSession>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now), Context.RequestAborted);
        await tx.CommitAsync(Context.RequestAborted);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var door = "/admin/sign-in";
        if (HttpMethods.IsGet(Request.Method) && Request.Path != "/admin") door += QueryString.Create("then", Request.Path + Request.QueryString);
        if (!Request.Headers.ContainsKey("HX-Request")) { Response.Redirect(BuildRedirectUri(door)); return Task.CompletedTask; }
        (Response.StatusCode, Response.Headers["HX-Redirect"]) = (StatusCodes.Status401Unauthorized, "/admin/sign-in");      // a redirect would put the sign-in into a piece of the page
        return Task.CompletedTask;
    }
}
