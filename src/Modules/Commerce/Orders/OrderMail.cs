using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Shop;
using Nameplate.Messaging;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Orders;

/// <summary>What the customer hears of an order, in the customer's language.</summary>
internal sealed class OrderMail(AppDb db, IMessaging messages, CurrentBrand brand, BrandBook brands, Links links, IStringLocalizer<Texts> words)
{
    /// <summary>Their keys in <c>commerce.…</c>.</summary>
    internal static readonly string[] Kinds = ["placed", "paid", "shipped", "cancelled", "withdrawn"];

    /// <summary>The confirmation on a durable medium: what, how much, to where, how to pay, how to withdraw.</summary>
    public Task Confirm(Order order, CancellationToken ct) => Send(order, "placed", ct);
    public Task Paid(Order order, CancellationToken ct) => Send(order, "paid", ct);
    public Task Cancelled(Order order, CancellationToken ct) => Send(order, "cancelled", ct);
    public Task OnItsWay(Order order, CancellationToken ct) => Send(order, "shipped", ct);
    /// <summary>The acknowledgement of a withdrawal, with date and time (Directive 2011/83/EU, Article 11a).</summary>
    public Task Withdrawn(Order order, CancellationToken ct) => Send(order, "withdrawn", ct);

    async Task Send(Order order, string kind, CancellationToken ct)
    {
        using var _ = Languages.Speak(order.Language);
        var letter = await Letter(order, kind, Address(order), links.To($"/track/{order.TrackToken}?{Languages.Key}={order.Language}"), ct);
        await messages.Send("commerce." + kind, new Recipient(order.Email!) { Owner = order.PersonId, Country = order.Country }, letter, ct);
    }

    /// <summary>Made of the newest order, for somebody who does not exist; its button leads nowhere.</summary>
    public async Task<Letter?> Sample(string kind, CancellationToken ct)
    {
        var order = await db.Set<Order>().AsNoTracking().Include(o => o.Lines).Where(o => o.Email != null && o.State != OrderState.Recorded).OrderByDescending(o => o.Id).FirstOrDefaultAsync(ct);
        return order is null ? null : await Letter(order, kind, $"Ada Lovelace, St James’s Square 12, 10115 Berlin, {Countries.NameOf(order.Country)}", links.To("/track/…"), ct);
    }

    async Task<Letter> Letter(Order order, string kind, string address, string page, CancellationToken ct)
    {
        var seller = await brands.Get(brand.Id, ct);
        var stem = "Mail." + char.ToUpperInvariant(kind[0]) + kind[1..];
        return new(words[stem + ".Subject", order.OrderRef], words[stem + ".Heading"], [.. Text(order, kind, seller, address)], words["Mail.Open"], page, words["Mail.Why", order.OrderRef])
        {
            Rows = kind switch { "placed" => Rows(order), "shipped" or "withdrawn" => [.. order.Lines.Select(Row)], _ => [] },
            Names = new Dictionary<string, string> { ["order"] = order.OrderRef, ["brand"] = seller.Name },
        };
    }

    IEnumerable<string> Text(Order order, string kind, Brand seller, string address)
    {
        switch (kind)
        {
            case "placed":
                yield return words["Mail.Placed.Thanks", order.OrderRef];
                yield return seller.IbanInFours is { } iban ? words["Mail.Placed.Pay", order.Costs.ToString(), seller.Name, iban, order.OrderRef] : words["Mail.Placed.PayLater", order.Costs.ToString(), order.OrderRef];
                yield return words["Mail.Placed.Goes", address, words.Days(order.DeliveryDays)];
                yield return words["Withdrawal.Text"];
                break;
            case "paid":
                yield return words["Mail.Paid.Text", order.OrderRef];
                break;
            case "cancelled":
                yield return words[order.PaidAt is null ? "Mail.Cancelled.Text" : "Mail.Cancelled.Refund", order.OrderRef];
                break;
            case "shipped":
                yield return words["Mail.Shipped.Text", order.OrderRef, address];
                if (order.Shipment is { Length: > 0 } shipment) yield return words["Mail.Shipped.Tracking", shipment];
                break;
            default:
                yield return words["Mail.Withdrawn.Text", order.OrderRef, (order.WithdrawnAt ?? order.PlacedAt).Exact()];
                yield return words[order.State == OrderState.Cancelled ? "Mail.Withdrawn.NotShipped" : "Mail.Withdrawn.SendBack"];
                break;
        }
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
