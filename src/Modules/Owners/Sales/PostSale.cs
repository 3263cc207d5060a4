using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Sales;

/// <summary>A sale as it happens, from a till or a shop.</summary>
internal sealed class PostSale(AppDb db, CurrentBrand brand, AddressBook people, PurchasePrompt prompt, Ledger ledger, Purposes purposes, ConsentMail consentMail, IProducts products, IStringLocalizer<Texts> words, TimeProvider clock)
{
    /// <summary>A sale.</summary>
    /// <param name="SoldOn">A date or a time, not in the future.</param>
    /// <param name="Channel"><c>retail</c>, <c>direct</c>, <c>marketplace</c> or <c>dealer</c>.</param>
    /// <param name="Country">Two capital letters, such as DE.</param>
    /// <param name="Email">The buyer's, where the buyer gave it.</param>
    /// <param name="MayContact">The buyer agreed to be written to about this purchase.</param>
    /// <param name="Language">The buyer's: en, de, fr or es.</param>
    /// <param name="Consents">Purposes the buyer agreed to at the till, such as <c>marketing</c>. The buyer gets a mail with a button that confirms them; until then they do not count.</param>
    internal sealed record Input(string? Gtin, string? Serial, string? SoldOn, string? Channel, string? Retailer = null, string? Country = null, decimal? Price = null, string? Currency = null, string? OrderRef = null, string? Email = null, bool MayContact = false, string? Language = null, string[]? Consents = null);

    /// <summary>A recorded sale.</summary>
    /// <param name="Owner">Id of the buyer's record.</param>
    internal sealed record Item(string Gtin, string Serial, DateTimeOffset SoldOn, SaleChannel Channel, string? Retailer, string? Country, decimal? Price, string? Currency, string? OrderRef, Guid? Owner);

    /// <summary>Records a sale as it happens.</summary>
    /// <remarks>With <c>mayContact</c> the buyer gets a mail a day and a half later, with the product filled in and one button that registers it; as long as it is nobody's, once more on the third and on the seventh day. Each can be stopped by one click. For the past use the import <c>sales</c>: from it no mail follows.</remarks>
    /// <response code="201">The sale is recorded.</response>
    /// <response code="200">It was recorded before.</response>
    /// <response code="409">Another sale of this unit is on record.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/sales
    /// {"gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "soldOn": "2026-07-28", "channel": "retail", "retailer": "Kitchen House", "country": "DE", "email": "ada@example.com", "mayContact": true, "language": "en"}
    /// 201
    /// {"gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "soldOn": "2026-07-28T00:00:00Z", "channel": "retail", "retailer": "Kitchen House", "country": "DE", "price": null, "currency": null, "orderRef": null, "owner": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e"}
    /// </example>
    internal static Task<Results<Created<Item>, Ok<Item>, ProblemHttpResult>> Api(Input input, PostSale sale, CancellationToken ct) => sale.Handle(input, ct);

    async Task<Results<Created<Item>, Ok<Item>, ProblemHttpResult>> Handle(Input input, CancellationToken ct)
    {
        List<FieldError> errors = [];
        if (!Gs1.Gtin.TryParse(input.Gtin, out var gtin)) errors.Add(new("gtin", Gs1.Gtin.Explain(input.Gtin) ?? "Give a GTIN."));
        if (string.IsNullOrEmpty(input.Serial)) errors.Add(new("serial", "Give the serial of the unit."));
        var (soldOn, wrong) = PurchaseDate.Read(input.SoldOn, clock.GetUtcNow(), words);
        if (wrong is not null || soldOn is null) errors.Add(new("soldOn", wrong ?? "Give the date of the sale."));
        if (!Snake.TryEnum<SaleChannel>(input.Channel ?? "", out var channel)) errors.Add(new("channel", "Use one of " + string.Join(", ", Snake.All<SaleChannel>()) + "."));
        if (input.Country is not null && !Countries.IsRight(input.Country)) errors.Add(new("country", "Give a country of ISO 3166-1 as two capital letters, such as DE."));
        if (input.Price < 0) errors.Add(new("price", "Give a price that is not negative."));
        if (input.Currency is not null && !Currencies.IsRight(input.Currency)) errors.Add(new("currency", "Give a currency of ISO 4217, such as EUR."));
        if (input.Retailer?.Length > 200) errors.Add(new("retailer", "Use at most 200 characters."));
        if (input.OrderRef?.Length > 100) errors.Add(new("orderRef", "Use at most 100 characters."));
        if (input.Email is not null && !EmailForm.IsRight(input.Email.Trim())) errors.Add(new("email", "Give an e-mail address."));
        if (input.MayContact && input.Email is null) errors.Add(new("email", "Give the buyer’s address, or leave mayContact out."));
        if (input.Language is not null && !Languages.All.Contains(input.Language)) errors.Add(new("language", "Use one of " + string.Join(", ", Languages.All) + "."));
        if (input.Consents is { Length: > 0 } && input.Email is null) errors.Add(new("email", "Give the buyer’s address, or leave consents out."));
        var known = (await purposes.All(ct)).Select(p => p.Key).ToList();
        if (input.Consents?.All(known.Contains) is false) errors.Add(new("consents", "Use purposes of this brand: " + string.Join(", ", known) + "."));
        var unit = errors.Exists(e => e.Field is "gtin" or "serial") ? null : await products.Unit(gtin.Value, input.Serial!, ct);
        if (unit is null && errors.Count == 0) errors.Add(new("serial", $"No unit has the GTIN {gtin} and the serial {input.Serial}. Check both, or record the unit first."));
        return errors.Count > 0 ? Problems.Fields(errors) : await Record(unit!, input, soldOn!.Value, channel, ct);
    }

    async Task<Results<Created<Item>, Ok<Item>, ProblemHttpResult>> Record(ProductUnit unit, Input input, DateTimeOffset soldOn, SaleChannel channel, CancellationToken ct)
    {
        if (await db.Set<Sale>().AsNoTracking().SingleOrDefaultAsync(s => s.UnitId == unit.Id, ct) is { } known)
            return known.SoldOn == soldOn && known.Channel == channel ? TypedResults.Ok(Shown(unit, known)) : Problems.Conflict("Another sale of this unit is on record.");
        var buyer = input.Email is null ? null : await people.For(input.Email, null, input.Country, ct);
        if (buyer is not null) buyer.Language ??= input.Language;
        var sale = new Sale { BrandId = brand.Id, UnitId = unit.Id, SoldOn = soldOn, Channel = channel, Retailer = input.Retailer, Country = input.Country, Price = input.Price, Currency = input.Currency, OrderRef = input.OrderRef, PersonId = buyer?.Id, MayContact = input.MayContact };
        db.Add(sale);
        db.Announce(new SalesRecorded([sale.Fact]), clock.GetUtcNow(), unit.Id, buyer?.Id);
        if (input.MayContact && buyer is not null) prompt.Ask(sale, buyer);
        if (buyer is not null && input.Consents is { Length: > 0 } consents) await Agree(buyer, consents, soldOn, input.OrderRef, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/v1/units/{unit.Gtin}/{Uri.EscapeDataString(unit.Serial)}", Shown(unit, sale));
    }

    /// <summary>What was agreed to at the till waits in the ledger until the buyer confirms it by mail.</summary>
    async Task Agree(Person buyer, string[] consents, DateTimeOffset soldOn, string? orderRef, CancellationToken ct)
    {
        var standing = await ledger.Standing(buyer.Id, ct);
        string[] fresh = [.. consents.Distinct().Where(c => standing.GetValueOrDefault(c) is not { } step || (step.Step == ConsentStep.Withdrawn && step.At <= soldOn))];
        foreach (var purpose in fresh) ledger.WriteElsewhere(buyer, purpose, ConsentStep.Given, "pos", soldOn, orderRef);
        if (fresh.Length > 0) await consentMail.Send(buyer, fresh, ct);
    }

    static Item Shown(ProductUnit unit, Sale s) => new(unit.Gtin, unit.Serial, s.SoldOn, s.Channel, s.Retailer, s.Country, s.Price, s.Currency, s.OrderRef, s.PersonId);
}
