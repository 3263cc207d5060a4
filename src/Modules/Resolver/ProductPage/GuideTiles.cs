using Microsoft.Extensions.Localization;
using Nameplate.Products;

namespace Nameplate.Resolver.ProductPage;

/// <summary>The set-up guide and the manual, where the model's record names them.</summary>
internal sealed class GuideTiles(IStringLocalizer<Texts> words) : IProductTile
{
    const string Steps = "M9 6h11M9 12h11M9 18h11M3.5 6l1 1 2-2M3.5 12l1 1 2-2M3.5 18l1 1 2-2", Book = "M4 5a2 2 0 012-2h13v15H6a2 2 0 00-2 2zM4 20a2 2 0 002 1h13v-3M8 7h7";

    public Task<IReadOnlyList<ProductTile>> Of(ProductView view, CancellationToken ct) => Task.FromResult(Of(view.Model));

    internal IReadOnlyList<ProductTile> Of(ProductModel model)
    {
        List<ProductTile> tiles = [];
        if (model.SetupUrl is { } setup) tiles.Add(new(10, Steps, words["Setup"], words["Setup.Text"], setup));
        if (model.ManualUrl is { } manual) tiles.Add(new(60, Book, words["Manual"], words["Manual.Text"], manual));
        return tiles;
    }
}
