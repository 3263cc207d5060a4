using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Telemetry;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>
/// Passes a unit on inside the caller's transaction: the registration in force ends, the new owner's begins, and both hear of it. Of many at once one wins.
/// Cover, certificate and history hang on the unit and stay; nothing that is known of a person moves.
/// </summary>
internal sealed class MoveUnit(AppDb db, RegistrationMail mail, TransferMail tell, IEnumerable<IRegistered> contributions, TimeProvider clock)
{
    /// <param name="standing">The registration in force as it was read.</param>
    /// <param name="transfer">One that waits; null for one that is done at once, which is then written down.</param>
    /// <returns>Null when somebody was quicker.</returns>
    public async Task<Registration?> Handle(ProductModel model, ProductUnit unit, Registration standing, Person to, Transfer? transfer, TransferWay way, string? reason, RegistrationDevice? device, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Set<Registration>().Where(r => r.Id == standing.Id && r.EndedAt == null).ExecuteUpdateAsync(u => u.SetProperty(r => r.EndedAt, now), ct) == 0) return null;
        var registration = Registration.Of(to, unit, now, null, RegistrationChannel.Transfer, device, null);
        db.Add(registration);
        if (transfer is null) db.Add(transfer = Transfer.Done(standing, registration.Id, way, reason, now));
        else transfer.Move(registration.Id, reason, now);
        foreach (var other in await db.Set<Transfer>().Where(t => t.UnitId == unit.Id && t.Id != transfer.Id && (t.State == TransferState.Offered || t.State == TransferState.Asked || t.State == TransferState.Disputed)).ToListAsync(ct)) other.Withdraw(now);
        db.Announce(new UnitsRegistered([registration.FactWith(to.Name is not null)]), now, unit.Id, to.Id);
        db.Announce(new UnitTransferred(transfer.Id, unit.Id, standing.Id, registration.Id, standing.PersonId, to.Id, way), now, unit.Id, to.Id);
        foreach (var contribution in contributions) await contribution.Registered([registration.AsNew(unit)], ct);
        await db.SaveChangesAsync(ct);
        await tell.PassedOn(standing.PersonId, model, unit, reason, ct);
        await mail.Send(registration, to, model, unit, ct);
        await db.SaveChangesAsync(ct);
        Instruments.Registrations.Add(1);
        return registration;
    }
}
