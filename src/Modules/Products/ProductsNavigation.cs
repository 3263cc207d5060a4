using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;

namespace Nameplate.Products;

internal sealed class ProductsNavigation(IStringLocalizer<Texts> words) : INavigation
{
    public IEnumerable<NavigationItem> Items =>
    [
        new(ConsoleSection.Products, words["Products"], "/admin/products"),
        new(ConsoleSection.Products, words["Units"], "/admin/units"),
        new(ConsoleSection.Products, words["Lots"], "/admin/lots"),
        new(ConsoleSection.Codes, words["Designs"], "/admin/labels"),
        new(ConsoleSection.Codes, words["Retrofit"], "/admin/retrofit"),
        new(ConsoleSection.Codes, words["Tags"], "/admin/tags"),
    ];
}
