using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>Opens the page behind the button, and finds what it speaks of.</summary>
internal sealed class Receipts(AppDb db, TimeProvider clock)
{
    internal sealed record Slip(Receipt Receipt, Registration Registration, Person Person);

    public async Task<string> Open(Registration registration, CancellationToken ct)
    {
        var (receipt, token) = Receipt.Of(registration, clock.GetUtcNow());
        db.Add(receipt);
        await db.SaveChangesAsync(ct);
        return token;
    }

    /// <returns>Null when the token is unknown, a day old, or another unit's.</returns>
    public async Task<Slip?> Find(ProductUnit unit, string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        if (await db.Set<Receipt>().SingleOrDefaultAsync(r => r.TokenHash == hash, ct) is not { } receipt || !receipt.IsGood(clock.GetUtcNow())) return null;
        return await db.Set<Registration>().SingleOrDefaultAsync(r => r.Id == receipt.RegistrationId && r.UnitId == unit.Id && r.EndedAt == null, ct) is { } registration
            ? new(receipt, registration, await db.Set<Person>().SingleAsync(p => p.Id == registration.PersonId, ct)) : null;
    }
}
