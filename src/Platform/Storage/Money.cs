using System.Collections.Concurrent;
using System.Globalization;

namespace Nameplate.Platform.Storage;

/// <summary>An amount of a currency (ISO 4217). Amounts of different currencies do not add.</summary>
public readonly record struct Money(decimal Amount, string Currency)
{
    static readonly ConcurrentDictionary<string, RegionInfo?> Regions = new(StringComparer.Ordinal);

    public static Money operator +(Money a, Money b) => a.Currency == b.Currency ? a with { Amount = a.Amount + b.Amount } : throw new InvalidOperationException($"{a.Currency} and {b.Currency} do not add.");
    public static Money operator *(Money a, decimal factor) => a with { Amount = a.Amount * factor };

    /// <summary>Decimal places that are paid: 2 for most, 0 for yen.</summary>
    public int Decimals => Currency is "JPY" or "KRW" or "CLP" or "ISK" or "VND" ? 0 : 2;
    public Money Rounded() => this with { Amount = Math.Round(Amount, Decimals, MidpointRounding.AwayFromZero) };

    /// <summary>As the reader writes it: “24,50 €” in German, “€24.50” in English.</summary>
    public override string ToString()
    {
        var format = (NumberFormatInfo)CultureInfo.CurrentCulture.NumberFormat.Clone();
        if (CultureInfo.CurrentCulture.Name.Length == 0) return string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00##} {Currency}");
        format.CurrencySymbol = Regions.GetOrAdd(Currency, RegionOf)?.CurrencySymbol ?? Currency;
        format.CurrencyDecimalDigits = Decimals;
        if (char.IsLetter(format.CurrencySymbol[^1]) && format.CurrencyPositivePattern == 0) format.CurrencyPositivePattern = 2;
        return Amount.ToString("C", format);
    }

    static RegionInfo? RegionOf(string currency) => currency switch
    {
        "EUR" => new("DE"), "USD" => new("US"), "GBP" => new("GB"), "JPY" => new("JP"),
        _ => CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new RegionInfo(c.Name)).FirstOrDefault(r => r.ISOCurrencySymbol == currency),
    };
}
