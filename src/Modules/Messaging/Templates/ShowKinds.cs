using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging.Channels;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Templates;

/// <summary>Every kind of message the brand sends, and the ways they can go.</summary>
internal static class ShowKinds
{
    internal static async Task<IResult> Page(HttpContext http, AppDb db, MessageKinds kinds, IEnumerable<IChannel> channels, ConsoleFrames frames, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        var newest = (await db.Set<Wording>().AsNoTracking().ToListAsync(ct)).GroupBy(w => (w.Kind, w.Language)).Select(g => g.MaxBy(w => w.Version)!).Where(w => w.Subject is not null || w.Introduction is not null).ToLookup(w => w.Kind, w => w.Language);
        return Pages.Console<KindsPage>(new KindsPage.Shown(await frames.For(http, words["Kinds"], words), words,
            [.. kinds.All.Select(k => (k.Key, kinds.NameOf(k.Key), k.Purpose, string.Join(", ", newest[k.Key].Order(StringComparer.Ordinal).Select(Languages.NameOf))))], [.. channels.Select(c => (c.Channel, c.IsSet))]));
    }
}
