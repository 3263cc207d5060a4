using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>Who acts for a company, for programs.</summary>
internal static class UsersApi
{
    const string NoSuch = "Nobody with this id acts for the company.";

    /// <summary>A user: an owner who acts for a company.</summary>
    /// <param name="Owner">Id of the owner.</param>
    /// <param name="Role"><c>admin</c>: manages users, sites and where units are; <c>member</c>: registers and orders; <c>viewer</c>: looks.</param>
    /// <param name="JoinedAt">When the invitation was taken up; null while it is open.</param>
    internal sealed record Item(Guid Owner, string Email, string? Name, CompanyRole Role, DateTimeOffset InvitedAt, DateTimeOffset? JoinedAt)
    {
        public static Item Of(CompanyUser u, Person p) => new(p.Id, p.Email, p.Name, u.Role, u.InvitedAt, u.JoinedAt);
    }

    /// <param name="Role"><c>admin</c>, <c>member</c> or <c>viewer</c>.</param>
    internal sealed record Appointment(string? Role);

    /// <summary>Lists who acts for a company, in the order they became known.</summary>
    /// <param name="id">The company’s id.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/users
    /// 200
    /// {"items": [
    /// {"owner": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "email": "ada@example.com", "name": null, "role": "admin", "invitedAt": "2026-07-28T09:30:00Z", "joinedAt": null}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(Guid id, AppDb db, CancellationToken ct, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var mark)) is { } wrong) return wrong;
        if (!await db.Set<Company>().AnyAsync(c => c.Id == id, ct)) return Problems.NotFound(CompaniesApi.NoSuch);
        var from = mark ?? Guid.Empty;
        var users = await db.Set<CompanyUser>().AsNoTracking().Where(u => u.CompanyId == id && u.PersonId > from).OrderBy(u => u.PersonId).Take(limit + 1).Join(db.Set<Person>(), u => u.PersonId, p => p.Id, (u, p) => new { u, p }).OrderBy(x => x.u.PersonId).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(users, limit, x => Item.Of(x.u, x.p), x => PageMark.Of(x.p.Id.ToString())));
    }

    /// <summary>Invites somebody to act for a company.</summary>
    /// <remarks>They get a mail; its button signs them in and takes the invitation up. While it is open the same call sends a new mail.</remarks>
    /// <param name="id">The company’s id.</param>
    /// <response code="201">The user.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/users
    /// {"email": "grace@example.com", "role": "member", "name": "Grace Hopper"}
    /// 201
    /// {"owner": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "email": "grace@example.com", "name": "Grace Hopper", "role": "member", "invitedAt": "2026-07-28T09:30:00Z", "joinedAt": null}
    /// </example>
    internal static async Task<Results<Created<Item>, ProblemHttpResult>> Invite(Guid id, SaveUser.Input input, SaveUser save, AppDb db, CancellationToken ct)
    {
        if (await db.Set<Company>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } company) return Problems.NotFound(CompaniesApi.NoSuch);
        var (user, errors) = await save.Invite(company, input, ct);
        return user is null ? Problems.Fields([.. errors]) : TypedResults.Created($"/api/v1/companies/{id}/users", await Shown(user, db, ct));
    }

    /// <summary>Changes what somebody may do for a company.</summary>
    /// <param name="id">The company’s id.</param>
    /// <param name="user">Id of the owner.</param>
    /// <response code="412">It was changed since it was read.</response>
    /// <example>
    /// PUT /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/users/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60
    /// {"role": "admin"}
    /// 200
    /// {"owner": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "email": "ada@example.com", "name": null, "role": "admin", "invitedAt": "2026-07-28T09:30:00Z", "joinedAt": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Appoint(Guid id, Guid user, Appointment input, IfMatch ifMatch, SaveUser save, AppDb db, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await Find(db, id, user, ct) is not { } found) return Problems.NotFound(NoSuch);
        if (!ifMatch.Allows(await Shown(found, db, ct))) return IfMatch.Stale;
        if (await save.Appoint(found, input.Role, byStaff: true, ct) is { } wrong) return Problems.Fields([wrong]);
        await tx.CommitAsync(ct);
        return TypedResults.Ok(await Shown(found, db, ct));
    }

    /// <summary>Ends that somebody acts for a company. Units registered to them stay in its fleet.</summary>
    /// <param name="id">The company’s id.</param>
    /// <param name="user">Id of the owner.</param>
    /// <response code="200">The user as it was.</response>
    /// <example>
    /// DELETE /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/users/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60
    /// 200
    /// {"owner": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "email": "ada@example.com", "name": null, "role": "admin", "invitedAt": "2026-07-28T09:30:00Z", "joinedAt": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Remove(Guid id, Guid user, SaveUser save, AppDb db, CancellationToken ct)
    {
        if (await Find(db, id, user, ct) is not { } found) return Problems.NotFound(NoSuch);
        var item = await Shown(found, db, ct);
        await save.Remove(found, byStaff: true, ct);
        return TypedResults.Ok(item);
    }

    static Task<CompanyUser?> Find(AppDb db, Guid company, Guid user, CancellationToken ct) => db.Set<CompanyUser>().SingleOrDefaultAsync(u => u.CompanyId == company && u.PersonId == user, ct);
    static async Task<Item> Shown(CompanyUser user, AppDb db, CancellationToken ct) => Item.Of(user, await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == user.PersonId, ct));
}
