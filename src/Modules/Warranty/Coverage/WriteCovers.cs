using Microsoft.EntityFrameworkCore;
using Nameplate.Owners;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Warranty.Certificates;

namespace Nameplate.Warranty.Coverage;

/// <summary>Inside a registration: writes the unit's clocks under the terms of this moment, and its certificate. A unit that has them keeps them, whoever owns it.</summary>
internal sealed class WriteCovers(AppDb db, CurrentBrand brand, IOwners owners, CoverageRecords coverage, TimeProvider clock) : IRegistered
{
    public async Task Registered(IReadOnlyList<NewRegistration> registrations, CancellationToken ct)
    {
        var covered = await db.Dialect.Among<Cover>(db, ["unit_id"], [.. registrations.Select(r => r.Unit.Id).Distinct().Select(id => (object[])[id])])
            .Where(c => c.Kind == CoverKind.Statutory || c.Kind == CoverKind.Commercial).Select(c => c.UnitId).ToListAsync(ct);
        var first = registrations.ExceptBy(covered, r => r.Unit.Id).ToList();
        if (first.Count == 0) return;
        var sales = await owners.SalesOf([.. first.Select(r => r.Unit.Id)], ct);
        var (models, terms, home) = await coverage.Basics([.. first.Select(r => r.Unit)], ct);
        var now = clock.GetUtcNow();
        foreach (var r in first)
        {
            var purchase = new Purchase(r.Unit, sales.GetValueOrDefault(r.Unit.Id), r.PurchasedOn, Proven: false, r.Country);
            foreach (var cover in coverage.ClocksOf(purchase, models[r.Unit.Gtin], r.Registration, terms, home, now)) db.Append(cover);
            db.Append(new Certificate { BrandId = brand.Id, UnitId = r.Unit.Id, IssuedAt = now });
        }
    }
}
