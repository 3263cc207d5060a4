using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Lots;

/// <summary>Lots, for programs.</summary>
internal static class ListLots
{
    /// <summary>A lot of a model.</summary>
    /// <param name="Shipped">Units of any state but minted and test.</param>
    /// <param name="Registered">Units with an owner.</param>
    /// <param name="Signals">Signals of its units that are open or confirmed.</param>
    /// <param name="CountedAt">When it was counted; that of a model with many units is some minutes ago.</param>
    internal sealed record Item(string Gtin, string Lot, int Units, int Shipped, int Registered, int Scans, int Signals, DateOnly? ProducedFrom, DateOnly? ProducedTo, DateTimeOffset? CountedAt);

    /// <summary>Lists the lots of a model and what became of their units.</summary>
    /// <param name="gtin">The model.</param>
    /// <param name="lot">One of its lots.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/products/09506000134352/lots
    /// 200
    /// {"items": [{"gtin": "09506000134352", "lot": "2026-31", "units": 500, "shipped": 480, "registered": 211, "scans": 902, "signals": 1, "producedFrom": "2026-07-27", "producedTo": "2026-07-31", "countedAt": "2026-08-30T09:30:00Z"}], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(string gtin, AppDb db, IProducts products, CountLots count, CancellationToken ct, string? lot = null, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, 1, out var mark)) is { } wrong) return wrong;
        if (!Gs1.Gtin.TryParse(gtin, out var right) || await products.Model(right.Value, ct) is not { } model) return Problems.NotFound("There is no such product. Check the GTIN.");
        await count.Freshen(model.Gtin, ct);
        var (at, from) = (await count.CountedAt(model.Gtin, ct), mark?[0] ?? "");
        var lots = await db.Set<Lot>().AsNoTracking().Where(l => l.Gtin == model.Gtin && (lot == null || l.Name == lot) && string.Compare(l.Name, from) > 0).OrderBy(l => l.Name).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(lots, limit, l => new Item(l.Gtin, l.Name, l.Units, l.Shipped, l.Registered, l.Scans, l.Signals, l.ProducedFrom, l.ProducedTo, at), l => PageMark.Of(l.Name)));
    }
}
