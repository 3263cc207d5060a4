using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Funnel;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners.Registrations;

internal sealed class RegisterInProcess(AppDb db, RegisterUnit register, OpenLink links, IProducts products, TimeProvider clock) : IRegistering
{
    public async Task<Guid?> Register(RegistrationOrder order, CancellationToken ct)
    {
        if (await products.Unit(order.Unit.Gtin, order.Unit.Serial, ct) is not { } unit || await products.Model(unit.Gtin, ct) is not { } model) return null;
        var result = await register.Handle(model, unit, new(order.Email, order.PurchasedOn?.ToString("O", CultureInfo.InvariantCulture), order.Channel, order.Language, order.Device, order.Name, order.Country), ct);
        return result.Became is RegisterUnit.Became.Registered or RegisterUnit.Became.AlreadyTheirs ? result.Registration!.Id : null;
    }

    public async Task Opened(UnitKey unit, RegistrationDevice device, Placement? placement, CancellationToken ct)
    {
        if (await products.Unit(unit.Gtin, unit.Serial, ct) is not { Status: not UnitStatus.Test } found || await db.Set<Registration>().AnyAsync(r => r.UnitId == found.Id, ct)) return;
        var isPromoted = placement == Placement.Promotion;
        if (await db.Set<Opening>().AnyAsync(o => o.UnitId == found.Id && o.Promoted == isPromoted, ct)) return;
        var now = clock.GetUtcNow();
        db.Add(new Opening { BrandId = db.BrandId, UnitId = found.Id, Promoted = isPromoted });
        db.Announce(new UnitsOpened([new(found.Id, now, RegistrationChannel.Qr, device, placement, null)]), now, found.Id);
        await db.SaveChangesAsync(ct);
    }

    public async Task<bool> Confirm(string email, CancellationToken ct)
    {
        var key = Person.KeyOf(email);
        var newest = await db.Set<OwnerLink>().AsNoTracking().Where(l => l.Purpose == LinkPurpose.ConfirmRegistration && db.Set<Person>().Any(p => p.Id == l.PersonId && p.EmailKey == key)).OrderByDescending(l => l.CreatedAt).FirstOrDefaultAsync(ct);
        return newest is not null && await links.Consume(newest, _ => { }, ct);
    }
}
