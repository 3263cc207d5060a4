using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access.Account;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Access.TwoSteps;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>One colleague: on which devices they are signed in with this brand, and the way back for who lost the phone and the recovery codes.</summary>
internal sealed class ManageMember(AppDb db, CurrentBrand brand, StaffSessions sessions, ResetTwoSteps reset, AuditTrail trail, ConsoleFrames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(Guid id, HttpContext http, ManageMember member, CancellationToken ct) => member.Show(id, http, ct);
    internal static Task<IResult> EndSession(Guid id, Guid session, HttpContext http, ManageMember member, CancellationToken ct) => member.End(id, session, http, ct);
    internal static Task<IResult> EndSessions(Guid id, HttpContext http, ManageMember member, CancellationToken ct) => member.End(id, null, http, ct);
    internal static Task<IResult> TakeTwoSteps(Guid id, HttpContext http, IFormCollection posted, ManageMember member, CancellationToken ct) => member.Reset(id, http, posted, ct);

    static string PathOf(Guid id) => $"/admin/settings/staff/{id}";

    /// <summary>Sessions in which the person works for this brand just now; another brand's are not ours to see.</summary>
    IQueryable<StaffSession> Here(Guid id) => StaffSession.Good(db.Set<StaffSession>().Where(s => s.StaffId == id && s.BrandId == brand.Id), clock.GetUtcNow());

    async Task<IResult> Show(Guid id, HttpContext http, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } found) return await frames.NotHere(http);
        var devices = await Here(id).AsNoTracking().OrderByDescending(s => s.SeenAt).Take(100).ToListAsync(ct);
        var isMe = StaffVisit.Of(http).StaffId == id;
        return Pages.Console<MemberPage>(new MemberPage.Shown(await frames.For(http, found.Member.Email!, words), found.Member, found.Role, devices, isMe, await WorksElsewhere(id, ct)));
    }

    async Task<IResult> End(Guid id, Guid? session, HttpContext http, CancellationToken ct)
    {
        if (await Find(id, ct) is null) return await frames.NotHere(http);
        var ended = await Here(id).Where(s => session == null || s.Id == session).Select(s => s.Id).ToListAsync(ct);
        if (ended.Count == 0 && session is not null) return await frames.NotHere(http);
        foreach (var one in ended)
            if (await sessions.End(id, one, ct)) trail.Note(AuditChange.Removed, "platform.staff-session", one.ToString(), new { staff = id }, null);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect(PathOf(id) + (session is null ? "?done=sessions-of-member" : "?done=session"));
    }

    /// <summary>Who also works for others is helped by the operator of the server: one brand does not make another's door weaker.</summary>
    async Task<IResult> Reset(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } found || StaffVisit.Of(http).StaffId == id || !found.Member.TwoFactorEnabled || await WorksElsewhere(id, ct)) return await frames.NotHere(http);
        if (ProveYourself.Needed(http, clock, PathOf(id)) is { } first) return first;
        if (!posted.ContainsKey("sure")) return TypedResults.LocalRedirect(PathOf(id) + "?done=no-tick");
        await reset.Do(found.Member, ct);
        return TypedResults.LocalRedirect(PathOf(id) + "?done=two-steps-reset");
    }

    async Task<(StaffMember Member, StaffRole Role)?> Find(Guid id, CancellationToken ct) =>
        await db.Set<Membership>().Where(m => m.BrandId == brand.Id && m.StaffId == id).Join(db.Users, m => m.StaffId, u => u.Id, (m, u) => new { u, m.Role }).SingleOrDefaultAsync(ct) is { } found ? (found.u, found.Role) : null;

    Task<bool> WorksElsewhere(Guid id, CancellationToken ct) => db.Set<Membership>().AnyAsync(m => m.StaffId == id && m.BrandId != brand.Id, ct);
}
