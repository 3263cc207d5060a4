using System.Globalization;
using Nameplate.Owners.People;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

internal sealed class RegisterInProcess(RegisterUnit register, OpenLink links, IProducts products) : IRegistering
{
    public async Task<Guid?> Register(RegistrationOrder order, CancellationToken ct)
    {
        if (await products.Unit(order.Unit.Gtin, order.Unit.Serial, ct) is not { } unit || await products.Model(unit.Gtin, ct) is not { } model) return null;
        var result = await register.Handle(model, unit, new(order.Email, order.PurchasedOn?.ToString("O", CultureInfo.InvariantCulture), order.Channel, order.Language, order.Device, order.Name, order.Country), ct);
        return result.Became is RegisterUnit.Became.Registered or RegisterUnit.Became.AlreadyTheirs ? result.Registration!.Id : null;
    }

    public Task<bool> Confirm(string token, CancellationToken ct) => links.Consume(token, _ => { }, ct);
}
