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
    internal static async Task<Results<Ok<Paged<ProductModel>>, ProblemHttpResult>> Api(AppDb db, CancellationToken ct, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, 1, out var mark)) is { } wrong) return wrong;
        var from = mark?[0] ?? "";
        var models = await db.Set<Model>().AsNoTracking().Where(m => string.Compare(m.Gtin, from) > 0).OrderBy(m => m.Gtin).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(models, limit, m => m.Shown, m => PageMark.Of(m.Gtin)));
    }

    /// <summary>Shows a product model.</summary>
    internal static async Task<Results<Ok<ProductModel>, ProblemHttpResult>> One(string gtin, IProducts products, CancellationToken ct) =>
        Gs1.Gtin.TryParse(gtin, out var right) && await products.Model(right.Value, ct) is { } model ? TypedResults.Ok(model) : Problems.NotFound($"No product has the GTIN {gtin}.");
}
