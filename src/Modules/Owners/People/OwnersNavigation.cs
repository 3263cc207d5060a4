using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.People;

internal sealed class OwnersNavigation(IStringLocalizer<Texts> words) : INavigation
{
    public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Owners, words["Owners"], "/admin/owners"), new(ConsoleSection.Owners, words["Registrations"], "/admin/registrations")];
}
