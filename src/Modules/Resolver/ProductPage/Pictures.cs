using Nameplate.Products;

namespace Nameplate.Resolver.ProductPage;

/// <summary>The model's picture, where this server has it: a consumer's page fetches nothing from elsewhere.</summary>
internal sealed class Pictures(Platform.Web.Links links)
{
    public string? Of(ProductModel model) => model.ImageUrl is { } url ? links.PathOf(url) : null;
}
