using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

internal static class ListRegistrations
{
    /// <summary>A registration.</summary>
    /// <param name="Owner">Id of the owner.</param>
    /// <param name="PurchasedOn">The owner's own date.</param>
    /// <param name="Proven">A proof of that date was approved.</param>
    /// <param name="ConfirmedAt">When the address was proven by the mailed link.</param>
    /// <param name="EndedAt">Null while the registration is in force.</param>
    internal sealed record Item(Guid Id, string Gtin, string Serial, Guid Owner, string Email, DateTimeOffset RegisteredAt, DateTimeOffset? PurchasedOn, bool Proven, RegistrationChannel Channel,
        RegistrationDevice? Device, string? Country, DateTimeOffset? ConfirmedAt, DateTimeOffset? EndedAt);

    /// <summary>Lists registrations in the order they were recorded.</summary>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/registrations?limit=50
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "owner": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "email": "ada@example.com", "registeredAt": "2026-07-28T09:30:00Z", "purchasedOn": "2026-07-28T00:00:00Z", "proven": false, "channel": "web", "device": null, "country": "DE", "confirmedAt": null, "endedAt": null}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(AppDb db, IProducts products, CancellationToken ct, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var mark)) is { } wrong) return wrong;
        var from = mark ?? Guid.Empty;
        var rows = await db.Set<Registration>().AsNoTracking().Where(r => r.Id > from).OrderBy(r => r.Id).Take(limit + 1)
            .Join(db.Set<Person>(), r => r.PersonId, p => p.Id, (r, p) => new { Registration = r, p.Email }).OrderBy(x => x.Registration.Id).ToListAsync(ct);
        var units = await products.Units([.. rows.Select(x => x.Registration.UnitId).Distinct()], ct);
        Item[] items = [.. rows.Select(x => (R: x.Registration, x.Email, U: units[x.Registration.UnitId]))
            .Select(x => new Item(x.R.Id, x.U.Gtin, x.U.Serial, x.R.PersonId, x.Email, x.R.RegisteredAt, x.R.PurchasedOn, x.R.Proven, x.R.Channel, x.R.Device, x.R.Country, x.R.ConfirmedAt, x.R.EndedAt))];
        return TypedResults.Ok(Paging.Page(items, limit, i => i, i => PageMark.Of(i.Id.ToString())));
    }
}
