using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging;

internal sealed class MessagingNavigation(IStringLocalizer<Texts> words) : INavigation
{
    public IEnumerable<NavigationItem> Items =>
    [
        new(ConsoleSection.Outreach, words["Messages"], "/admin/messages"),
        new(ConsoleSection.Outreach, words["Kinds"], "/admin/message-kinds"),
        new(ConsoleSection.Outreach, words["Suppressions"], "/admin/suppressions"),
        new(ConsoleSection.Outreach, words["Rules"], "/admin/message-rules"),
    ];
}
