using Microsoft.EntityFrameworkCore;
using Nameplate.Owners;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Warranty.Terms;

namespace Nameplate.Warranty.Coverage;

internal sealed class CoverageRecords(AppDb db, CurrentBrand brand, BrandBook brands, IProducts products, IOwners owners, TimeProvider clock) : IWarranty
{
    public async Task<UnitCoverage> CoverageOf(ProductUnit unit, CancellationToken ct) => (await CoverageOf([unit], ct))[unit.Id];

    public async Task<IReadOnlyDictionary<Guid, UnitCoverage>> CoverageOf(IReadOnlyCollection<ProductUnit> units, CancellationToken ct)
    {
        Guid[] ids = [.. units.Select(u => u.Id).Distinct()];
        var covers = (await db.Set<Cover>().AsNoTracking().Where(c => ids.Contains(c.UnitId)).ToListAsync(ct)).ToLookup(c => c.UnitId);
        var unwritten = await Clocks([.. units.Where(u => !covers[u.Id].Any(c => c.IsClock))], ct);
        var today = clock.GetUtcNow().Day();
        return ids.ToDictionary(id => id, id => Coverage([.. covers[id], .. unwritten[id]], today));
    }

    public Task AddCover(Guid unit, CoverKind kind, DateOnly from, DateOnly to, string source, CancellationToken ct)
    {
        db.Add(Cover.Extension(brand.Id, unit, kind, from, to, source, clock.GetUtcNow()));
        return Task.CompletedTask;
    }

    /// <summary>The clocks of units nobody registered: from the sale or by estimate, under today's terms.</summary>
    async Task<ILookup<Guid, Cover>> Clocks(IReadOnlyCollection<ProductUnit> units, CancellationToken ct)
    {
        if (units.Count == 0) return Enumerable.Empty<Cover>().ToLookup(c => c.UnitId);
        var sales = await owners.SalesOf([.. units.Select(u => u.Id)], ct);
        var (models, terms, home) = await Basics(units, ct);
        var now = clock.GetUtcNow();
        return units.SelectMany(u => ClocksOf(Purchase.Of(u, sales.GetValueOrDefault(u.Id)), models[u.Gtin], null, terms, home, now)).ToLookup(c => c.UnitId);
    }

    /// <summary>What all clocks of these units are made from.</summary>
    internal async Task<(IReadOnlyDictionary<string, ProductModel> Models, TermBook Terms, string Home)> Basics(IReadOnlyCollection<ProductUnit> units, CancellationToken ct)
    {
        string[] gtins = [.. units.Select(u => u.Gtin).Distinct()];
        return (await products.Models(gtins, ct), await TermBook.Read(db, gtins, ct), (await brands.Get(brand.Id, ct)).Country);
    }

    internal IEnumerable<Cover> ClocksOf(Purchase purchase, ProductModel model, Guid? registration, TermBook terms, string home, DateTimeOffset now)
    {
        foreach (var (kind, months) in ((CoverKind, int?)[])[(CoverKind.Statutory, model.StatutoryMonths), (CoverKind.Commercial, model.WarrantyMonths)])
        {
            var cover = new Cover { BrandId = brand.Id, UnitId = purchase.Unit.Id, Kind = kind, RegistrationId = registration, ModelMonths = months, WrittenAt = now };
            cover.Date(purchase, terms, home);
            yield return cover;
        }
    }

    static UnitCoverage Coverage(IReadOnlyList<Cover> covers, DateOnly today)
    {
        CoverPeriod? Of(CoverKind kind) => covers.Where(c => c.Kind == kind && c.Period is not null).MaxBy(c => c.To)?.Period;
        var coverage = new UnitCoverage(CoverageStatus.Unknown, covers.FirstOrDefault(c => c.IsClock)?.Basis, Of(CoverKind.Statutory), Of(CoverKind.Commercial), Of(CoverKind.Repair), Of(CoverKind.Extended));
        return coverage.Until is { } until ? coverage with { Status = until >= today ? CoverageStatus.Active : CoverageStatus.Expired } : coverage;
    }
}
