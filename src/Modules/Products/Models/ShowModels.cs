using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Models;

internal static class ShowModels
{
    /// <summary>Lists product models by GTIN.</summary>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/products?limit=50
    /// 200
    /// {"items": [
    /// {"gtin": "09506000134352", "name": "Brew One", "model": "B-1", "category": "espresso", "description": null, "imageUrl": null, "listPrice": 499.5, "currency": "EUR", "warrantyMonths": 24, "statutoryMonths": null, "consumableNote": null, "manualUrl": null, "setupUrl": null}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<ProductModel>>, ProblemHttpResult>> Api(AppDb db, CancellationToken ct, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, 1, out var mark)) is { } wrong) return wrong;
        var from = mark?[0] ?? "";
        var models = await db.Set<Model>().AsNoTracking().Where(m => string.Compare(m.Gtin, from) > 0).OrderBy(m => m.Gtin).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(models, limit, m => m.Shown, m => PageMark.Of(m.Gtin)));
    }

    /// <summary>Shows a product model.</summary>
    /// <example>
    /// GET /api/v1/products/09506000134352
    /// 200
    /// {"gtin": "09506000134352", "name": "Brew One", "model": "B-1", "category": "espresso", "description": null, "imageUrl": null, "listPrice": 499.5, "currency": "EUR", "warrantyMonths": 24, "statutoryMonths": null, "consumableNote": null, "manualUrl": null, "setupUrl": null}
    /// </example>
    internal static async Task<Results<Ok<ProductModel>, ProblemHttpResult>> One(string gtin, IProducts products, CancellationToken ct) =>
        Gs1.Gtin.TryParse(gtin, out var right) && await products.Model(right.Value, ct) is { } model ? TypedResults.Ok(model) : Problems.NotFound($"No product has the GTIN {gtin}.");
}
