using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.My;

/// <summary>Where somebody is signed in: each device can be signed out from here, or all at once.</summary>
internal static class Devices
{
    internal static async Task<IResult> Page(Sessions sessions, AppDb db, Frames frames, IStringLocalizer<Texts> words, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await sessions.Enter(http, ct) is not { } person) return TypedResults.LocalRedirect("/my");
        var (now, here) = (clock.GetUtcNow(), await sessions.Find(http, ct));
        var all = await db.Set<OwnerSession>().AsNoTracking().Where(s => s.PersonId == person.Id && s.RevokedAt == null && s.ExpiresAt > now).OrderByDescending(s => s.SeenAt).Take(100).ToListAsync(ct);
        var frame = await frames.For(http, words["Devices.Tile"], "/my");
        return Pages.Consumer<DevicesPage>(new DevicesPage.Shown(frame, words, all, here?.TokenHash), frame);
    }

    internal static async Task<IResult> SignOut([FromForm] string? session, Sessions sessions, AppDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await sessions.Enter(http, ct) is { } person && (await db.Set<OwnerSession>().Where(s => s.PersonId == person.Id && s.RevokedAt == null).ToListAsync(ct)).Find(s => s.Handle == session) is { } found)
        {
            found.Revoke(clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.LocalRedirect("/my/account/devices" + (http.Request.Query.ContainsKey(Languages.Key) ? $"?{Languages.Key}={Languages.Current}" : ""));
    }

    /// <summary>This device too; and mailed links and digits that wait are worth nothing any more.</summary>
    internal static async Task<IResult> SignOutEverywhere(Sessions sessions, AppDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await sessions.Enter(http, ct) is { } person)
        {
            var now = clock.GetUtcNow();
            await using var tx = await db.Database.BeginTransactionAsync(ct);
            await db.Set<OwnerSession>().Where(s => s.PersonId == person.Id && s.RevokedAt == null).ExecuteUpdateAsync(u => u.SetProperty(s => s.RevokedAt, now), ct);
            await db.Set<OwnerLink>().Where(l => l.PersonId == person.Id && l.Purpose == LinkPurpose.SignIn && l.UsedAt == null).ExecuteDeleteAsync(ct);
            await tx.CommitAsync(ct);
        }
        Sessions.Forget(http);
        return TypedResults.LocalRedirect("/my");
    }
}
