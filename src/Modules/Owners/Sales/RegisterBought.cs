using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Sales;

/// <summary>The one tap of the mail after a sale: the unit becomes the buyer's, with the date the seller told. The address is proven by the link.</summary>
internal sealed class RegisterBought(AppDb db, RegisterUnit register, IProducts products)
{
    public Task<ProductUnit?> Unit(Guid id, CancellationToken ct) => products.Unit(id, ct);

    public async Task<string?> Name(Guid unit, CancellationToken ct) => await products.Unit(unit, ct) is { } found ? (await products.Model(found.Gtin, ct))?.Name : null;

    public async Task Handle(Person buyer, Guid unit, CancellationToken ct)
    {
        if (await products.Unit(unit, ct) is not { } found || await products.Model(found.Gtin, ct) is not { } model) return;
        if (await db.Set<Sale>().AsNoTracking().SingleOrDefaultAsync(s => s.UnitId == unit && s.PersonId == buyer.Id, ct) is not { } sale) return;
        await register.Handle(model, found, new(buyer.Email, sale.SoldOn.ToString("O", System.Globalization.CultureInfo.InvariantCulture), RegistrationChannel.Email, buyer.Language ?? "en", null, null, sale.Country) { IsProven = true }, ct);
    }
}
