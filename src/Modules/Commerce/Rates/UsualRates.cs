namespace Nameplate.Commerce.Rates;

/// <summary>Where nothing else is set: the standard VAT of the EU's countries, and parcels as the usual carriers price them, in euros.</summary>
internal static class UsualRates
{
    // standard rates as of July 2026; taxation-customs.ec.europa.eu, "VAT rates"
    static readonly Dictionary<string, decimal> Vat = new(StringComparer.Ordinal)
    {
        ["AT"] = 20, ["BE"] = 21, ["BG"] = 20, ["CY"] = 19, ["CZ"] = 21, ["DE"] = 19, ["DK"] = 25, ["EE"] = 24, ["ES"] = 21, ["FI"] = 25.5m, ["FR"] = 20, ["GR"] = 24, ["HR"] = 25, ["HU"] = 27,
        ["IE"] = 23, ["IT"] = 22, ["LT"] = 21, ["LU"] = 17, ["LV"] = 21, ["MT"] = 18, ["NL"] = 21, ["PL"] = 23, ["PT"] = 23, ["RO"] = 21, ["SE"] = 25, ["SI"] = 22, ["SK"] = 23,
    };

    static readonly Dictionary<string, decimal> Elsewhere = new(StringComparer.Ordinal) { ["CH"] = 8.1m, ["GB"] = 20, ["NO"] = 25 };

    static readonly ParcelStep[] Domestic = [new(2_000, 4.90m), new(10_000, 6.90m), new(31_500, 12.90m)];
    static readonly ParcelStep[] Abroad = [new(2_000, 9.90m), new(10_000, 14.90m), new(31_500, 24.90m)];

    /// <summary>Its own country and, from within the EU, the other countries of the EU.</summary>
    public static IEnumerable<CountryRate> From(string home)
    {
        yield return new(home, Vat.GetValueOrDefault(home, Elsewhere.GetValueOrDefault(home)), Domestic, 0);
        if (!Vat.ContainsKey(home)) yield break;
        foreach (var (country, percent) in Vat)
            if (country != home) yield return new(country, percent, Abroad, 3);
    }
}

/// <summary>What a parcel of up to so many grams costs.</summary>
internal sealed record ParcelStep(int UpToGrams, decimal Price);

/// <summary>What applies to orders to one country.</summary>
internal sealed record CountryRate(string Country, decimal TaxPercent, IReadOnlyList<ParcelStep> Parcels, int MoreDays)
{
    /// <summary>What exceeds the largest parcel goes in several.</summary>
    public decimal Delivery(long grams)
    {
        var largest = Parcels[^1];
        var full = Math.Max(0, (grams - 1) / largest.UpToGrams);
        var rest = grams - (full * largest.UpToGrams);
        return (full * largest.Price) + Parcels.First(p => rest <= p.UpToGrams).Price;
    }
}
