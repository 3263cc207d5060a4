using Nameplate.Products;

namespace Nameplate.Resolver.ProductPage;

/// <summary>The model's picture, where this server has it: a consumer's page fetches nothing from elsewhere.</summary>
internal sealed class Pictures(Platform.Web.Links links)
{
    public string? Of(ProductModel model)
    {
        var url = model.ImageUrl;
        if (url is not null && url.StartsWith(links.Base + "/", StringComparison.OrdinalIgnoreCase)) url = url[links.Base.Length..];
        return url is ['/', not '/' and not '\\', ..] ? url : null;
    }
}
