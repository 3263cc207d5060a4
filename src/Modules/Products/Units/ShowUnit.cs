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
        public static Item Of(ProductUnit u, Links links) => new(u.Id, u.Gtin, u.Serial, u.Lot, u.ProducedOn, u.ShippedOn?.Day(), u.Market, u.Firmware, u.Status, Code.Of(links.Base, u.Key), links.To(u.Key.Page));
    }

    /// <summary>Shows a unit.</summary>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Api(UnitKey? unit, IProducts products, Links links, CancellationToken ct) =>
        unit is { } key && await products.Unit(key.Gtin, key.Serial, ct) is { } found ? TypedResults.Ok(Item.Of(found, links)) : Problems.NotFound("There is no such unit. Check GTIN and serial.");

    /// <summary>Lists what happened to a unit, newest first.</summary>
    internal static async Task<Results<Ok<Paged<HistoryEntry>>, ProblemHttpResult>> Timeline(UnitKey? unit, IProducts products, IEnumerable<IHistory> histories, CancellationToken ct) =>
        unit is { } key && await products.Unit(key.Gtin, key.Serial, ct) is { } found
            ? TypedResults.Ok(new Paged<HistoryEntry>(await LifeOf(found, histories, ct), null)) : Problems.NotFound("There is no such unit. Check GTIN and serial.");

    internal static async Task<IReadOnlyList<HistoryEntry>> LifeOf(ProductUnit unit, IEnumerable<IHistory> histories, CancellationToken ct)
    {
        List<HistoryEntry> entries = [];
        foreach (var history in histories) entries.AddRange(await history.Of(unit, ct));
        return [.. entries.OrderByDescending(e => e.At)];
    }
}
