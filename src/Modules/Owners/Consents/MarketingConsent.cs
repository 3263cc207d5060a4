using Microsoft.EntityFrameworkCore;
using Nameplate.Messaging;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Consents;

/// <summary>Tells the module that sends messages who wants marketing by which channel, and takes down who stops it there.</summary>
internal sealed class MarketingConsent(AppDb db, Ledger ledger, TimeProvider clock) : IMarketingConsent
{
    public async Task<bool> Stands(Guid owner, MessageChannel channel, CancellationToken ct) =>
        await Standing(owner, channel, ct) == ConsentStep.Confirmed && !await db.Set<Person>().AnyAsync(p => p.Id == owner && (p.RestrictedAt != null || p.ErasedAt != null), ct);

    public async Task Withdraw(Guid owner, MessageChannel channel, CancellationToken ct)
    {
        if (await Standing(owner, channel, ct) is not (ConsentStep.Given or ConsentStep.Confirmed)) return;
        if (await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == owner, ct) is { } person) await ledger.Write(person, PurposeOf(channel), ConsentStep.Withdrawn, Snake.Of(channel), ConsentMethod.Link, clock.GetUtcNow(), null, ct);
    }

    public string ChoicesPath(string stopToken) => "/preferences/" + stopToken;

    async Task<ConsentStep?> Standing(Guid owner, MessageChannel channel, CancellationToken ct) => (await ledger.Standing(owner, ct)).GetValueOrDefault(PurposeOf(channel))?.Step;

    static string PurposeOf(MessageChannel channel) => channel == MessageChannel.Sms ? Purpose.Sms : Purpose.Marketing;
}
