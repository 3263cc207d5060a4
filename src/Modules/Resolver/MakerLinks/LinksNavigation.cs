using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;

namespace Nameplate.Resolver.MakerLinks;

internal sealed class LinksNavigation(IStringLocalizer<Texts> words) : INavigation
{
    public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Codes, words["Links"], LinkList.Home)];
}
