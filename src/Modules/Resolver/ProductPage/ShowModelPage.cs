using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver.ProductPage;

/// <summary>A model's page; from it who typed a serial gets to the unit.</summary>
internal static class ShowModelPage
{
    internal static async Task<IResult> Page(string gtin, HttpContext http, IProducts products, Frames frames, Pictures pictures, GuideTiles guides, IStringLocalizer<Texts> words, CancellationToken ct, string? serial = null)
    {
        if (!Gs1.Gtin.TryParse(gtin, out var right) || await products.Model(right.Value, ct) is not { } model) return UnitPages.NotOnRecord(http);
        var frame = await frames.For(http, model.Name);
        var typed = serial?.Trim();
        if (typed is { Length: > 0 } && await Find(products, model.Gtin, typed, ct) is { } unit) return TypedResults.LocalRedirect(frame.To(unit.Code.Page));
        return Pages.Consumer<ModelPage>(new ModelPage.Shown(frame, model, pictures.Of(model), guides.Of(model), typed, words), frame);
    }

    /// <summary>As it was typed, else without the blanks and in the capitals in which serials are mostly printed.</summary>
    static async Task<ProductUnit?> Find(IProducts products, string gtin, string typed, CancellationToken ct) =>
        await products.Unit(gtin, typed, ct) ?? await products.Unit(gtin, string.Concat(typed.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant(), ct);
}
