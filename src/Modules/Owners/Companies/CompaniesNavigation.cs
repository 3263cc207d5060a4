using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

internal sealed class CompaniesNavigation(IStringLocalizer<Texts> words) : INavigation
{
    public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Owners, words["Companies"], "/admin/companies"), new(ConsoleSection.Owners, words["Company.Fleets"], "/admin/fleet")];
}
