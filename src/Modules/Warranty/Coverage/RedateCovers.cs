using Microsoft.EntityFrameworkCore;
using Nameplate.Owners;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using Nameplate.Warranty.Terms;

namespace Nameplate.Warranty.Coverage;

/// <summary>
/// Dates clocks anew when more is known of the purchase. It looks at what is on record now, not at what an event says,
/// so that the same clocks come out whatever came first.
/// </summary>
internal sealed class RedateCovers(AppDb db, CurrentBrand brand, BrandBook brands, IProducts products, IOwners owners) : ISubscriber
{
    public static string Name => "warranty.clocks";
    const int AtOnce = 500;

    public async Task Handle(IReadOnlyList<PlatformEvent> events, CancellationToken ct)
    {
        foreach (var units in events.SelectMany(UnitsOf).Distinct().Chunk(AtOnce)) await Redate(units, ct);
    }

    static IEnumerable<Guid> UnitsOf(PlatformEvent e) =>
        e.Is<SalesRecorded>() ? e.Read<SalesRecorded>().Sales.Select(s => s.Unit)
        : e.Is<UnitsRegistered>() ? e.Read<UnitsRegistered>().Registrations.Select(r => r.Unit)
        : e.Is<RegistrationCorrected>() ? [e.Read<RegistrationCorrected>().Unit]
        : e.Is<UnitsRecorded>() ? e.Read<UnitsRecorded>().Units.Select(u => u.Unit)
        : [];

    async Task Redate(Guid[] ids, CancellationToken ct)
    {
        var covers = await db.Set<Cover>().Where(c => ids.Contains(c.UnitId) && (c.Kind == CoverKind.Statutory || c.Kind == CoverKind.Commercial)).ToListAsync(ct);
        if (covers.Count == 0) return;
        Guid[] covered = [.. covers.Select(c => c.UnitId).Distinct()];
        var units = await products.Units(covered, ct);
        var sales = await owners.SalesOf(covered, ct);
        var registrations = await owners.EverOwned(covered, ct);
        var terms = await TermBook.Read(db, [.. units.Values.Select(u => u.Gtin).Distinct()], ct);
        var home = (await brands.Get(brand.Id, ct)).Country;
        foreach (var cover in covers)
        {
            var purchase = Purchase.Of(units[cover.UnitId], sales.GetValueOrDefault(cover.UnitId));
            var first = registrations[cover.UnitId].FirstOrDefault(r => r.Registration == cover.RegistrationId);
            var proven = registrations[cover.UnitId].LastOrDefault(r => r is { Proven: true, PurchasedOn: not null });      // a receipt speaks of the purchase, whoever shows it
            if (first is null && proven is null && purchase.Sale is null) continue;      // a later owner's date is not the first purchase
            purchase = purchase with { OwnersDate = (proven ?? first)?.PurchasedOn, Proven = proven is not null, OwnersCountry = first?.Country };
            cover.Date(purchase, terms, home);
        }
    }
}
