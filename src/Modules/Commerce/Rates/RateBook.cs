using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Commerce.Rates;

/// <summary>Where the brand delivers to, with tax and delivery of each country.</summary>
internal sealed class RateBook(AppDb db, CurrentBrand brand, BrandBook brands)
{
    public async Task<IReadOnlyDictionary<string, CountryRate>> Load(CancellationToken ct)
    {
        var rates = UsualRates.From((await brands.Get(brand.Id, ct)).Country).ToDictionary(r => r.Country, StringComparer.Ordinal);
        var parcels = await db.Set<DeliveryRate>().AsNoTracking().OrderBy(d => d.UpToGrams).ToListAsync(ct);
        foreach (var country in parcels.GroupBy(d => d.Country))
        {
            var usual = rates.GetValueOrDefault(country.Key) ?? new(country.Key, 0, [], 0);
            rates[country.Key] = usual with { Parcels = [.. country.Select(d => new ParcelStep(d.UpToGrams, d.Price))], MoreDays = country.First().MoreDays };
        }
        foreach (var tax in await db.Set<TaxRate>().AsNoTracking().ToListAsync(ct))
            if (rates.TryGetValue(tax.Country, out var rate)) rates[tax.Country] = rate with { TaxPercent = tax.Percent };
        return rates;
    }

    /// <summary>The country a reader most likely orders to: asked for, else the unit's market, else the brand's own.</summary>
    public static CountryRate Likely(IReadOnlyDictionary<string, CountryRate> rates, string home, params IEnumerable<string?> wishes) =>
        wishes.Select(w => w is null ? null : rates.GetValueOrDefault(w)).FirstOrDefault(r => r is not null) ?? rates[home];
}
