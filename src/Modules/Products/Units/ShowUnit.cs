using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;

namespace Nameplate.Products.Units;

internal static class ShowUnit
{
    /// <summary>A unit.</summary>
    /// <param name="DigitalLink">What its code carries.</param>
    /// <param name="Page">Where its owner lands.</param>
    internal sealed record Item(Guid Id, string Gtin, string Serial, string? Lot, DateOnly? ProducedOn, DateOnly? ShippedOn, string? Market, string? Firmware, UnitStatus Status, string DigitalLink, string Page)
    {
        public static Item Of(ProductUnit u, Links links) => new(u.Id, u.Gtin, u.Serial, u.Lot, u.ProducedOn, u.ShippedOn?.Day(), u.Market, u.Firmware, u.Status, Code.Of(links.Base, u.Code), links.To(u.Code.Page));
    }

    /// <summary>Shows a unit.</summary>
    /// <example>
    /// GET /api/v1/units/09506000134352/7Q4MKX2PV9TNA
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "lot": "2026-31", "producedOn": "2026-06-01", "shippedOn": null, "market": "DE", "firmware": null, "status": "in_service", "digitalLink": "https://id.example.com/01/09506000134352/21/7Q4MKX2PV9TNA", "page": "https://id.example.com/p/09506000134352/7Q4MKX2PV9TNA"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Api(UnitKey? unit, IProducts products, Links links, CancellationToken ct) =>
        unit is { } key && await products.Unit(key.Gtin, key.Serial, ct) is { } found ? TypedResults.Ok(Item.Of(found, links)) : Problems.NotFound("There is no such unit. Check GTIN and serial.");

    /// <summary>Lists what happened to a unit, newest first.</summary>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 200 when not given.</param>
    /// <example>
    /// GET /api/v1/units/09506000134352/7Q4MKX2PV9TNA/timeline?limit=20
    /// 200
    /// {"items": [
    /// {"at": "2026-07-28T09:30:00Z", "kind": "registered", "text": "Registered by its owner (code on the product)", "detail": null}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<HistoryEntry>>, ProblemHttpResult>> Timeline(UnitKey? unit, IProducts products, IEnumerable<IHistory> histories, CancellationToken ct, string? after = null, int limit = Paging.Most)
    {
        if (Paging.Wrong(limit, TryMark(after, out var at, out var seen)) is { } wrong) return wrong;
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return Problems.NotFound("There is no such unit. Check GTIN and serial.");
        var life = await LifeOf(found, histories, ct);
        var left = string.IsNullOrEmpty(after) ? life : [.. life.Where(e => e.At.UtcTicks == at).Skip(seen), .. life.Where(e => e.At.UtcTicks < at)];
        return TypedResults.Ok(Paging.Page(left, limit, e => e, last => Mark(last, left.Take(limit).Count(e => e.At == last.At) + (last.At.UtcTicks == at ? seen : 0))));
    }

    // a moment, and how many of its entries were shown: what happens later stands in front and moves nothing
    static string Mark(HistoryEntry last, int seen) => PageMark.Of(last.At.UtcTicks.ToString(CultureInfo.InvariantCulture), seen.ToString(CultureInfo.InvariantCulture));

    static bool TryMark(string? after, out long at, out int seen)
    {
        (at, seen) = (0, 0);
        return PageMark.TryRead(after, 2, out var mark)
            && (mark is null || (long.TryParse(mark[0], NumberStyles.None, CultureInfo.InvariantCulture, out at) && int.TryParse(mark[1], NumberStyles.None, CultureInfo.InvariantCulture, out seen)));
    }

    internal static async Task<IReadOnlyList<HistoryEntry>> LifeOf(ProductUnit unit, IEnumerable<IHistory> histories, CancellationToken ct)
    {
        List<HistoryEntry> entries = [];
        foreach (var history in histories) entries.AddRange(await history.Of(unit, ct));
        return [.. entries.OrderByDescending(e => e.At)];
    }
}
