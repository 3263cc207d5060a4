using System.Globalization;
using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Shop;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Orders;

/// <summary>What the customer hears of an order, in the customer's language.</summary>
internal sealed class OrderMail(Outbox outbox, CurrentBrand brand, BrandBook brands, Links links, IStringLocalizer<Texts> words)
{
    /// <summary>The confirmation on a durable medium: what, how much, to where, how to pay, how to withdraw.</summary>
    public async Task Confirm(Order order, CancellationToken ct)
    {
        var seller = await brands.Get(brand.Id, ct);
        using var _ = Languages.Speak(order.Language);
        List<string> text = [words["Mail.Placed.Thanks", order.OrderRef]];
        text.Add(seller.IbanInFours is { } iban ? words["Mail.Placed.Pay", order.Costs.ToString(), seller.Name, iban, order.OrderRef] : words["Mail.Placed.PayLater", order.Costs.ToString(), order.OrderRef]);
        text.Add(words["Mail.Placed.Goes", Address(order), words.Days(order.DeliveryDays)]);
        text.Add(words["Withdrawal.Text"]);
        await Send(order, "placed", text, Rows(order), ct);
    }

    public Task Paid(Order order, CancellationToken ct) => Say(order, "paid", "Mail.Paid.Text", ct);
    public Task Cancelled(Order order, CancellationToken ct) => Say(order, "cancelled", order.PaidAt is null ? "Mail.Cancelled.Text" : "Mail.Cancelled.Refund", ct);

    public async Task OnItsWay(Order order, CancellationToken ct)
    {
        using var _ = Languages.Speak(order.Language);
        List<string> text = [words["Mail.Shipped.Text", order.OrderRef, Address(order)]];
        if (order.Shipment is { Length: > 0 } shipment) text.Add(words["Mail.Shipped.Tracking", shipment]);
        await Send(order, "shipped", text, [.. order.Lines.Select(l => Row(l))], ct);
    }

    /// <summary>The acknowledgement of a withdrawal, with date and time (Directive 2011/83/EU, Article 11a).</summary>
    public async Task Withdrawn(Order order, CancellationToken ct)
    {
        using var _ = Languages.Speak(order.Language);
        List<string> text = [words["Mail.Withdrawn.Text", order.OrderRef, order.WithdrawnAt!.Value.Exact()]];
        text.Add(order.State == OrderState.Cancelled ? words["Mail.Withdrawn.NotShipped"] : words["Mail.Withdrawn.SendBack"]);
        await Send(order, "withdrawn", text, [.. order.Lines.Select(l => Row(l))], ct);
    }

    async Task Say(Order order, string kind, string key, CancellationToken ct)
    {
        using var _ = Languages.Speak(order.Language);
        await Send(order, kind, [words[key, order.OrderRef]], [], ct);
    }

    Task Send(Order order, string kind, IReadOnlyList<string> text, IReadOnlyList<(string, string)> rows, CancellationToken ct)
    {
        var stem = "Mail." + char.ToUpperInvariant(kind[0]) + kind[1..];
        var page = links.To($"/track/{order.TrackToken}?{Languages.Key}={order.Language}");
        return outbox.Add("commerce." + kind, order.Email!, new(words[stem + ".Subject", order.OrderRef], words[stem + ".Heading"], text, words["Mail.Open"], page, words["Mail.Why", order.OrderRef]) { Rows = rows }, ct);
    }

    List<(string, string)> Rows(Order order) =>
    [
        .. order.Lines.Select(Row),
        (words["Totals.Delivery"], new Money(order.Delivery, order.Currency).ToString()),
        (words["Totals.Total"], order.Costs.ToString()),
        (words["Totals.TaxIncluded", order.TaxPercent.ToString("0.##", CultureInfo.CurrentCulture)], new Money(order.Tax, order.Currency).ToString()),
    ];

    static (string, string) Row(OrderLine line) => (string.Create(CultureInfo.CurrentCulture, $"{line.Quantity} × {line.Name}"), line.Costs.ToString());

    static string Address(Order o) => $"{o.Name}, {o.Line1}, {o.PostalCode} {o.City}, {Countries.NameOf(o.Country)}";
}
