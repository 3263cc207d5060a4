using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access;

/// <summary>Tells, on routes that pass the sign-in by, whether the console of a brand is open on a device.</summary>
public sealed class StaffAtWork(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>A cookie alone says nothing: anybody can send one.</summary>
    public async ValueTask<bool> Is(HttpContext http, Guid brand)
    {
        if (http.Request.Cookies[Policies.StaffCookie] is not { Length: > 0 and < 100 } token) return false;
        var hash = Token.Hash(token);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await Sessions.StaffSession.Good(db.Set<Sessions.StaffSession>().AsNoTracking().Where(s => s.TokenHash == hash), clock.GetUtcNow())
            .AnyAsync(s => db.Set<Membership>().Any(m => m.StaffId == s.StaffId && m.BrandId == brand), http.RequestAborted);
    }
}
