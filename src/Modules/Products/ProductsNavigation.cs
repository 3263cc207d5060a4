using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;

namespace Nameplate.Products;

internal sealed class ProductsNavigation(IStringLocalizer<Texts> words) : INavigation
{
    public IEnumerable<NavigationItem> Items =>
    [
        new(ConsoleSection.Products, words["Products"], "/admin/products"),
        new(ConsoleSection.Products, words["Units"], "/admin/units"),
        new(ConsoleSection.Products, words["Retrofit"], "/admin/retrofit"),
    ];
}
