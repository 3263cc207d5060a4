using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Parts;

internal static class ShowParts
{
    /// <summary>A part.</summary>
    /// <param name="Stock">How many are on hand.</param>
    internal sealed record Item(string Sku, string Name, LineKind Kind, decimal Price, string Currency, int Stock, int? WeightG, int? ReplaceEveryDays, DateOnly? AvailableUntil, int? MaxDeliveryDays, string? ImageUrl)
    {
        public static Item Of(Part p, int onHand) => new(p.Sku, p.Name, p.Kind, p.Price, p.Currency, onHand, p.WeightG, p.ReplaceEveryDays, p.AvailableUntil, p.MaxDeliveryDays, p.ImageUrl);
    }

    /// <summary>Made by setting members: what a constructor makes cannot be filtered in SQL.</summary>
    internal sealed record WithStock
    {
        public required Part Part { get; init; }
        public required int OnHand { get; init; }
        public void Deconstruct(out Part part, out int onHand) => (part, onHand) = (Part, OnHand);
    }

    internal static IQueryable<WithStock> Parts(AppDb db) =>
        from p in db.Set<Part>().AsNoTracking()
        join s in db.Set<Stock>() on p.Sku equals s.Sku into stocks
        from s in stocks.DefaultIfEmpty()
        orderby p.Sku
        select new WithStock { Part = p, OnHand = (int?)s.OnHand ?? 0 };

    /// <summary>Lists parts by SKU.</summary>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/parts?limit=50
    /// 200
    /// {"items": [
    /// {"sku": "FLT-1", "name": "Water filter", "kind": "consumable", "price": 12.9, "currency": "EUR", "stock": 250, "weightG": 80, "replaceEveryDays": 60, "availableUntil": null, "maxDeliveryDays": 3, "imageUrl": null}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(AppDb db, CancellationToken ct, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, 1, out var mark)) is { } wrong) return wrong;
        var from = mark?[0] ?? "";
        var parts = await Parts(db).Where(p => string.Compare(p.Part.Sku, from) > 0).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(parts, limit, p => Item.Of(p.Part, p.OnHand), p => PageMark.Of(p.Part.Sku)));
    }

    /// <summary>Shows a part.</summary>
    /// <example>
    /// GET /api/v1/parts/FLT-1
    /// 200
    /// {"sku": "FLT-1", "name": "Water filter", "kind": "consumable", "price": 12.9, "currency": "EUR", "stock": 250, "weightG": 80, "replaceEveryDays": 60, "availableUntil": null, "maxDeliveryDays": 3, "imageUrl": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> One(string sku, AppDb db, CancellationToken ct) =>
        await Parts(db).SingleOrDefaultAsync(p => p.Part.Sku == sku, ct) is { } part ? TypedResults.Ok(Item.Of(part.Part, part.OnHand)) : Problems.NotFound($"No part has the SKU {sku}.");
}
