using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Warranty.Coverage;

internal static class ShowCoverage
{
    /// <summary>A unit's cover. Dates; null where there is none.</summary>
    /// <param name="Status"><c>active</c>, <c>expired</c>, or <c>unknown</c>: no purchase is known and nothing to estimate it from.</param>
    /// <param name="Basis">What the start rests on: <c>proof</c>, <c>sale</c>, <c>owner</c> or <c>estimate</c>.</param>
    internal sealed record Item(CoverageStatus Status, CoverBasis? Basis, CoverPeriod? Statutory, CoverPeriod? Commercial, CoverPeriod? Repair, CoverPeriod? Extended)
    {
        public static Item Of(UnitCoverage c) => new(c.Status, c.Basis, c.Statutory, c.Commercial, c.Repair, c.Extended);
    }

    /// <summary>Shows what is promised for a unit and until when.</summary>
    /// <remarks>The clocks are kept apart. Each begins with the first that is known of: approved proof, sales feed, the owner's date, an estimate; <c>to</c> is its last day.</remarks>
    /// <example>
    /// GET /api/v1/units/09506000134352/7Q4MKX2PV9TNA/coverage
    /// 200
    /// {"status": "active", "basis": "owner", "statutory": {"from": "2026-07-28", "to": "2028-07-28"}, "commercial": {"from": "2026-07-28", "to": "2028-07-28"}, "repair": null, "extended": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Api(UnitKey? unit, IProducts products, IWarranty warranty, CancellationToken ct) =>
        unit is { } key && await products.Unit(key.Gtin, key.Serial, ct) is { } found ? TypedResults.Ok(Item.Of(await warranty.CoverageOf(found, ct))) : Problems.NotFound("There is no such unit. Check GTIN and serial.");
}
