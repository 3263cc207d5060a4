using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>Transfers in the console and over the API.</summary>
internal sealed class ListTransfers(AppDb db, IProducts products)
{
    /// <summary>A transfer.</summary>
    /// <param name="From">Id of the former owner.</param>
    /// <param name="To">Id of the new owner; null until it moved.</param>
    /// <param name="Until">As long as it is open: until when the code is good, or the owner may answer.</param>
    /// <param name="Reason">Why staff decided so.</param>
    internal sealed record Item(Guid Id, string Gtin, string Serial, TransferState State, TransferWay Way, Guid? From, Guid? To, DateTimeOffset CreatedAt, DateTimeOffset? Until, DateTimeOffset? EndedAt, string? Reason);

    internal async Task<IReadOnlyList<Item>> Items(IReadOnlyList<Transfer> transfers, CancellationToken ct)
    {
        var units = await products.Units([.. transfers.Select(t => t.UnitId).Distinct()], ct);
        Guid[] ids = [.. transfers.SelectMany(t => new[] { t.FromRegistration, t.ToRegistration ?? Guid.Empty }).Distinct()];
        var people = await db.Set<Registration>().AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.PersonId, ct);
        return
        [
            .. transfers.Where(t => units.ContainsKey(t.UnitId)).Select(t => new Item(t.Id, units[t.UnitId].Gtin, units[t.UnitId].Serial, t.State, t.Way, Of(t.FromRegistration), t.ToRegistration is { } to ? Of(to) : null,
                t.CreatedAt, t.IsOpen ? t.Until : null, t.EndedAt, t.Reason)),
        ];

        Guid? Of(Guid registration) => people.TryGetValue(registration, out var person) ? person : null;
    }

    /// <summary>Lists transfers, the last recorded first.</summary>
    /// <param name="state">Only those: <c>offered</c>, <c>asked</c>, <c>disputed</c>, <c>moved</c>, <c>refused</c>, <c>withdrawn</c>, <c>given_up</c>, or <c>due</c>: those that wait for staff.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/transfers?state=moved&amp;limit=1
    /// 200
    /// {"items": [{"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "state": "moved", "way": "code", "from": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "to": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d61", "createdAt": "2026-07-28T09:30:00Z", "until": null, "endedAt": "2026-07-28T18:00:00Z", "reason": null}], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(AppDb db, ListTransfers list, TimeProvider clock, CancellationToken ct, string? state = null, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var last)) is { } wrong) return wrong;
        var transfers = db.Set<Transfer>().AsNoTracking();
        if (state == TransferList.Due) transfers = TransferList.DueOf(transfers, clock.GetUtcNow());
        else if (state is not null)
        {
            if (!Snake.TryEnum<TransferState>(state, out var asked)) return Problems.Field("state", "Use one of " + string.Join(", ", Snake.All<TransferState>().Append(TransferList.Due)) + ".");
            transfers = transfers.Where(t => t.State == asked);
        }
        if (last is { } id) transfers = transfers.Where(t => t.Id < id);
        var rows = await transfers.OrderByDescending(t => t.Id).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(new Paged<Item>(await list.Items([.. rows.Take(limit)], ct), rows.Count > limit ? PageMark.Of(rows[limit - 1].Id.ToString()) : null));
    }

    internal static async Task<IResult> Page(HttpContext http, ListReader lists, TransferList transfers, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<TransfersPage>(new TransfersPage.Shown(words, await lists.Read(http, transfers, words["Transfers"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, TransferList transfers, CancellationToken ct) => lists.Csv(http, transfers, ct);
}
