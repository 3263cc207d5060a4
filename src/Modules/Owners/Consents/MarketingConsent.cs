using Microsoft.EntityFrameworkCore;
using Nameplate.Messaging;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Consents;

/// <summary>Tells the module that sends messages who wants marketing, and takes down who stops it there.</summary>
internal sealed class MarketingConsent(AppDb db, Ledger ledger, TimeProvider clock) : IMarketingConsent
{
    public async Task<bool> Stands(Guid owner, CancellationToken ct) => await Standing(owner, ct) == ConsentStep.Confirmed;

    public async Task Withdraw(Guid owner, CancellationToken ct)
    {
        if (await Standing(owner, ct) is not (ConsentStep.Given or ConsentStep.Confirmed)) return;
        if (await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == owner, ct) is { } person) await ledger.Write(person, Consent.Marketing, ConsentStep.Withdrawn, "email", ConsentMethod.Link, clock.GetUtcNow(), null, ct);
    }

    async Task<ConsentStep?> Standing(Guid owner, CancellationToken ct) => (await ledger.Standing(owner, ct)).GetValueOrDefault(Consent.Marketing)?.Step;
}
