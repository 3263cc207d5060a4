using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Owners.People;

internal static class ListOwners
{
    const int PageSize = 50;

    /// <summary>An owner: one person, known by one address.</summary>
    /// <param name="Units">How many units are registered to this person now.</param>
    /// <param name="ConfirmedAt">When the address was proven by a mailed link.</param>
    internal sealed record Item(Guid Id, string Email, string? Name, string? Country, string? Language, int Units, DateTimeOffset? ConfirmedAt, DateTimeOffset CreatedAt);

    /// <summary>Lists owners, newest first.</summary>
    /// <param name="q">How the address or the name begins.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/owners?q=ada&amp;limit=50
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "email": "ada@example.com", "name": null, "country": "DE", "language": "de", "units": 1, "confirmedAt": null, "createdAt": "2026-07-28T09:30:00Z"}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(AppDb db, CancellationToken ct, string? q = null, string? after = null, int limit = PageSize) =>
        Paging.Wrong(limit, PageMark.TryRead(after, out _)) is { } wrong ? wrong : TypedResults.Ok(await Read(db, q, after, limit, ct));

    internal static async Task<IResult> Page(HttpContext http, ListReader lists, OwnerList owners, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<OwnersPage>(new OwnersPage.Shown(words, await lists.Read(http, owners, words["Owners"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, OwnerList owners, CancellationToken ct) => lists.Csv(http, owners, ct);

    static async Task<Paged<Item>> Read(AppDb db, string? q, string? after, int limit, CancellationToken ct)
    {
        var people = OwnerSearch.Beginning(db, q).AsNoTracking();
        if (PageMark.TryRead(after, out var mark) && mark is { } last) people = people.Where(p => p.Id < last);
        var items = await people.OrderByDescending(p => p.Id).Take(limit + 1)
            .Select(p => new Item(p.Id, p.Email, p.Name, p.Country, p.Language, db.Set<Registration>().Count(r => r.PersonId == p.Id && r.EndedAt == null), p.ConfirmedAt, p.CreatedAt)).ToListAsync(ct);
        return Paging.Page(items, limit, i => i, i => PageMark.Of(i.Id.ToString()));
    }
}
