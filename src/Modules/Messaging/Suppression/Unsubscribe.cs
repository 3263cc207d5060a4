using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging.Deliveries;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Suppression;

/// <summary>The end of marketing. The page's GET changes nothing, because mail scanners open links; its POST does it, and so does that of a mail program (RFC 8058), which comes from anywhere and needs no page.</summary>
internal sealed class Unsubscribe(AppDb db, CurrentBrand brand, SuppressAddress suppress, IEnumerable<IMarketingConsent> consents, Frames frames, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(string token, Unsubscribe it, HttpContext http, CancellationToken ct) => it.Show(token, UnsubscribePage.Step.Ask, http, ct);

    internal static async Task<IResult> Post(string token, Unsubscribe it, HttpContext http, CancellationToken ct)
    {
        await it.Handle(token, ct);
        return await it.Show(token, UnsubscribePage.Step.Done, http, ct);
    }

    async Task Handle(string token, CancellationToken ct)
    {
        if (await Find(token, ct) is not { } message) return;
        if (message is { Purpose: MessagePurpose.Marketing, OwnerId: { } owner }) foreach (var consent in consents) await consent.Withdraw(owner, message.Channel, ct);      // given anew, it counts anew
        else await suppress.Handle(message, SuppressionReason.Unsubscribed, null, ct);
        await db.SaveChangesAsync(ct);
    }

    async Task<IResult> Show(string token, UnsubscribePage.Step step, HttpContext http, CancellationToken ct)
    {
        if (await Find(token, ct) is not { } message)
        {
            var neutral = frames.Neutral(http, words["Stop.Title"]);
            return Pages.Consumer<UnsubscribePage>(new UnsubscribePage.Shown(neutral, words, UnsubscribePage.Step.Gone), neutral, StatusCodes.Status404NotFound);
        }
        var frame = await frames.For(http, words["Stop.Title"]);
        return Pages.Consumer<UnsubscribePage>(new UnsubscribePage.Shown(frame, words, step, message.OwnerId is null ? null : consents.Select(c => c.ChoicesPath(token)).FirstOrDefault()), frame);
    }

    async Task<Message?> Find(string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        using (db.AcrossBrands())
        {
            if (await db.Set<Message>().IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(m => m.StopHash == hash, ct) is not { } message) return null;
            brand.Become(message.BrandId);
            return message;
        }
    }
}
