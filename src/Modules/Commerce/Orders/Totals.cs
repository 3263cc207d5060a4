using Nameplate.Commerce.Rates;
using Nameplate.Platform.Storage;

namespace Nameplate.Commerce.Orders;

/// <summary>
/// What an order costs. Prices include tax, so the country changes the tax within them, never the price of the goods.
/// Each line is rounded to what can be paid (0.005 becomes 0.01), then summed; the tax is taken out of the total once, rounded the same way.
/// </summary>
/// <param name="Tax">Included in the total.</param>
/// <param name="DeliveryDays">The longest it takes to arrive.</param>
internal sealed record Totals(Money Goods, Money Delivery, Money Total, Money Tax, decimal TaxPercent, int DeliveryDays)
{
    public static Totals Of(IReadOnlyCollection<Item> items, CountryRate rate, string currency)
    {
        var goods = items.Aggregate(new Money(0, currency), (sum, i) => sum + LineTotal(i.UnitPrice, i.Quantity, currency));
        var delivery = new Money(rate.Delivery(items.Sum(i => (long)i.WeightG * i.Quantity)), currency).Rounded();
        var total = goods + delivery;
        return new(goods, delivery, total, (total * (rate.TaxPercent / (100 + rate.TaxPercent))).Rounded(), rate.TaxPercent, items.Max(i => i.DeliveryDays) + rate.MoreDays);
    }

    public static Money LineTotal(decimal unitPrice, int quantity, string currency) => (new Money(unitPrice, currency) * quantity).Rounded();

    internal sealed record Item(decimal UnitPrice, int Quantity, int WeightG, int DeliveryDays);
}
