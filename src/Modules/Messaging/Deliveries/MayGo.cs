using Microsoft.EntityFrameworkCore;
using Nameplate.Messaging.Suppression;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Messaging.Deliveries;

/// <summary>Whether a message may go now: asked last, right before it leaves, so that what was stopped meanwhile stays.</summary>
internal sealed class MayGo(AppDb db, BrandBook brands, IEnumerable<IMarketingConsent> consents, TimeProvider clock)
{
    /// <returns>True when it may; otherwise the message says why and until when.</returns>
    public async Task<bool> Ask(Message message, MessageKind kind, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (message.UntilAt < now)
        {
            message.Become(MessageState.Failed, MessageReasons.Expired, now);
            message.Wipe();
            return false;
        }
        var stopped = await db.Set<SuppressedAddress>().AsNoTracking().SingleOrDefaultAsync(s => s.Channel == message.Channel && s.AddressHash == message.AddressHash, ct);
        if (stopped?.Stops(kind) == true) return No(MessageReasons.AddressStopped);
        if (kind.Purpose != MessagePurpose.Marketing) return true;

        if (message.OwnerId is not { } owner || !await Consented(owner, message.Channel, ct)) return No(MessageReasons.NoConsent);
        var rules = await db.Set<MessageRules>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new();
        var day = QuietHours.DayFor(message.Country, (await brands.Get(message.BrandId, ct)).Country, rules, now);
        if (day > now)
        {
            message.WaitUntil(day, MessageReasons.QuietHours);
            return false;
        }
        var since = now - TimeSpan.FromDays(rules.MarketingDays);
        var got = await db.Set<Message>().CountAsync(m => m.AddressHash == message.AddressHash && m.Purpose == MessagePurpose.Marketing && m.SentAt > since, ct);
        return got < rules.MarketingMost || No(MessageReasons.TooOften);

        bool No(string why)
        {
            message.Become(MessageState.Suppressed, why, now);
            return false;
        }
    }

    async Task<bool> Consented(Guid owner, MessageChannel channel, CancellationToken ct)
    {
        foreach (var consent in consents) if (await consent.Stands(owner, channel, ct)) return true;
        return false;
    }
}
