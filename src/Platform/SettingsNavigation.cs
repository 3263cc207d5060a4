using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;

namespace Nameplate.Platform;

internal sealed class SettingsNavigation(IStringLocalizer<Texts> words) : INavigation
{
    public IEnumerable<NavigationItem> Items =>
    [
        new(ConsoleSection.Settings, words["Brand"], "/admin/settings/brand"),
        new(ConsoleSection.Settings, words["Imports"], "/admin/imports"),
        new(ConsoleSection.Settings, words["Outbox"], "/admin/outbox"),
        new(ConsoleSection.Settings, words["Staff"], "/admin/settings/staff"),
        new(ConsoleSection.Settings, words["Keys"], "/admin/settings/keys"),
        new(ConsoleSection.Settings, words["Webhooks"], "/admin/settings/webhooks"),
        new(ConsoleSection.Settings, words["Jobs"], "/admin/jobs"),
        new(ConsoleSection.Settings, words["Audit"], "/admin/settings/audit"),
    ];
}
