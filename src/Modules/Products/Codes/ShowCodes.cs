using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Units;

namespace Nameplate.Products.Codes;

internal static class ShowCodes
{
    /// <summary>What a label carries.</summary>
    /// <param name="State"><c>free</c>: on no unit yet; <c>bound</c>; <c>void</c>: who scans it is told so.</param>
    /// <param name="Unit">The unit it leads to, by its own serial.</param>
    /// <param name="Reason">Why it is void.</param>
    internal sealed record Item(string Gtin, string Serial, CodeState State, ItsUnit? Unit, string? Reason, string DigitalLink)
    {
        public static Item Of(LabelCode c, UnitKey? unit, Links links) => new(c.Gtin, c.Serial, c.State, ItsUnit.Of(unit), c.Reason, Code.Of(links.Base, c.Key));
    }

    internal sealed record ItsUnit(string Gtin, string Serial)
    {
        public static ItsUnit? Of(UnitKey? unit) => unit is { } key ? new(key.Gtin, key.Serial) : null;
    }

    internal static ProblemHttpResult NotThere => Problems.NotFound("There is no such code. Check GTIN and serial.");

    /// <summary>Shows the code of a label: a unit’s own serial, or that of another label.</summary>
    /// <example>
    /// GET /api/v1/codes/09506000134352/7Q4MKX2PV9TNA
    /// 200
    /// {"gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "state": "bound", "unit": {"gtin": "09506000134352", "serial": "B1-000123"}, "reason": null, "digitalLink": "https://id.example.com/01/09506000134352/21/7Q4MKX2PV9TNA"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Api(UnitKey? unit, AppDb db, IProducts products, Links links, CancellationToken ct)
    {
        if (unit is not { } key) return NotThere;
        var found = await products.Unit(key.Gtin, key.Serial, ct);
        if (await db.Set<LabelCode>().AsNoTracking().SingleOrDefaultAsync(c => c.Gtin == key.Gtin && c.Serial == key.Serial, ct) is { } label) return TypedResults.Ok(Item.Of(label, found?.Key, links));
        return found is null ? NotThere : TypedResults.Ok(new Item(key.Gtin, key.Serial, CodeState.Bound, ItsUnit.Of(found.Key), null, Code.Of(links.Base, key)));
    }

    /// <summary>The labels of a unit besides that with its own serial, and that one too once it is void.</summary>
    internal static Task<List<LabelCode>> Of(AppDb db, Guid unit, CancellationToken ct) => db.Set<LabelCode>().AsNoTracking().Where(c => c.UnitId == unit).OrderBy(c => c.CreatedAt).ToListAsync(ct);
}
