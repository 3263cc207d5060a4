using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Commerce.Fitment;
using Nameplate.Commerce.Parts;
using Nameplate.Commerce.Rates;
using Nameplate.Owners;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Telemetry;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Commerce.Orders;

/// <summary>Places a direct order, paid by bank transfer on invoice: stock, order, mail and event are one transaction.</summary>
internal sealed class PlaceOrder(AppDb db, CurrentBrand brand, BrandBook brands, RateBook rates, FittingParts fitting, IProducts products, IOwners owners, OrderMail mail, TimeProvider clock)
{
    /// <summary>An order.</summary>
    /// <param name="Gtin">With <c>serial</c>: the unit it is for. Only what fits it is accepted.</param>
    /// <param name="Payment"><c>invoice</c>: bank transfer on invoice.</param>
    internal sealed record Input(string? Email, string? Gtin, string? Serial, IReadOnlyList<InputLine>? Lines, Address? ShipTo, string? Payment);
    internal sealed record InputLine(string? Sku, int Quantity);

    /// <summary>Where it goes.</summary>
    /// <param name="Country">Two capital letters, such as DE.</param>
    internal sealed record Address(string? Name, string? Line1, string? City, string? PostalCode, string? Country);

    /// <summary>What came of it: an order, or the reasons why there is none.</summary>
    internal sealed record Outcome(Order? Order, IReadOnlyList<FieldError> Errors, SoldOut? SoldOut = null)
    {
        public static Outcome Wrong(params FieldError[] errors) => new(null, errors);
    }

    /// <param name="Left">How many are there.</param>
    internal sealed record SoldOut(string Sku, string Name, int Left);

    public const int MostLines = 50, MostOfOne = 99;

    internal async Task<Outcome> Handle(Input input, string? sentKey, CancellationToken ct)
    {
        var key = sentKey is null ? null : Token.Hash(sentKey);
        if (await Sent(key, ct) is { } before) return new(before, []);

        var table = await rates.Load(ct);
        var errors = Errors(input, table).ToList();
        if (errors.Count > 0) return new(null, errors);
        var seller = await brands.Get(brand.Id, ct);
        var (unit, lines, wrong) = await Find(input, seller.Currency, ct);
        if (wrong.Count > 0) return new(null, wrong);

        var totals = Totals.Of([.. lines.Select(l => new Totals.Item(l.Part.Price, l.Quantity, l.Part.WeightG ?? 0, l.Part.DeliveryDays))], table[input.ShipTo!.Country!], seller.Currency);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcome = await Missing(lines, ct) is { } missing ? new(null, [], missing) : await Save(input, key, seller, unit, lines, totals, ct);
                return outcome.SoldOut is not null && await Sent(key, ct) is { } taken ? new(taken, []) : outcome;      // the same form, at the same moment, took the last one
            }
            catch (DbUpdateException e) when (attempt < 5 && db.Dialect.IsDuplicateKey(e))
            {
                // The same form arrived twice at once, the same new person did, or, once in 700 million, the reference is taken.
                db.ChangeTracker.Clear();
                if (await Sent(key, ct) is { } sent) return new(sent, []);
            }
        }
    }

    async Task<Order?> Sent(string? key, CancellationToken ct) =>
        key is null ? null : await db.Set<Order>().AsNoTracking().Include(o => o.Lines.OrderBy(l => l.Line)).SingleOrDefaultAsync(o => o.SentKey == key, ct);

    static IEnumerable<FieldError> Errors(Input input, IReadOnlyDictionary<string, CountryRate> table)
    {
        if (!EmailForm.IsRight(input.Email)) yield return new("email", "Give an e-mail address, such as ada@example.com.");
        if (input.Payment is not (null or "invoice")) yield return new("payment", "Use invoice: bank transfer on invoice.");
        if (input.Lines is not { Count: > 0 and <= MostLines } || input.Lines.Any(l => l is null)) yield return new("lines", $"Give 1 to {MostLines} lines with sku and quantity.");
        else
            for (var i = 0; i < input.Lines.Count; i++)
                if (input.Lines[i].Quantity is < 1 or > MostOfOne) yield return new(Field(i, "quantity"), $"Give a quantity from 1 to {MostOfOne}.");
        if (input.ShipTo is not { } to) { yield return new("shipTo", "Give name, line1, city, postalCode and country."); yield break; }
        foreach (var (field, value, longest) in new[] { ("name", to.Name, 120), ("line1", to.Line1, 200), ("city", to.City, 120), ("postalCode", to.PostalCode, 20) })
            if (string.IsNullOrWhiteSpace(value)) yield return new("shipTo." + field, $"Give a {field}.");
            else if (value.Length > longest) yield return new("shipTo." + field, $"Use at most {longest} characters.");
        if (to.Country is null || !table.ContainsKey(to.Country)) yield return new("shipTo.country", $"Orders are delivered to {string.Join(", ", table.Keys.Order(StringComparer.Ordinal))}.");
    }

    static string Field(int line, string field) => string.Create(CultureInfo.InvariantCulture, $"lines[{line}].{field}");

    internal sealed record Wanted(Part Part, int Quantity);

    async Task<(ProductUnit? Unit, List<Wanted> Lines, List<FieldError> Wrong)> Find(Input input, string currency, CancellationToken ct)
    {
        ProductUnit? unit = null;
        IReadOnlyDictionary<string, FittingPart>? fits = null;
        if (input.Gtin is not null || input.Serial is not null)
        {
            unit = Gs1.Gtin.TryParse(input.Gtin, out var gtin) && input.Serial is not null ? await products.Unit(gtin.Value, input.Serial, ct) : null;
            if (unit is null) return (null, [], [new("serial", "There is no such unit. Check GTIN and serial.")]);
            fits = (await fitting.For((await products.Model(unit.Gtin, ct))!, unit, ct)).ToDictionary(f => f.Part.Sku, StringComparer.Ordinal);
        }
        string[] skus = [.. input.Lines!.Select(l => l.Sku ?? "").Distinct(StringComparer.Ordinal)];
        var parts = await db.Set<Part>().AsNoTracking().Where(p => skus.Contains(p.Sku)).ToDictionaryAsync(p => p.Sku, ct);
        var today = clock.GetUtcNow().Day();
        List<Wanted> lines = [];
        List<FieldError> wrong = [];
        for (var i = 0; i < input.Lines!.Count; i++)
        {
            var (sku, quantity) = input.Lines[i];
            if (!parts.TryGetValue(sku ?? "", out var part)) wrong.Add(new(Field(i, "sku"), $"No part has the SKU “{sku}”."));
            else if (fits is not null && !fits.ContainsKey(part.Sku)) wrong.Add(new(Field(i, "sku"), $"{part.Sku} does not fit the unit {unit!.Serial}. GET units/{unit.Gtin}/{Uri.EscapeDataString(unit.Serial)}/parts lists what does."));
            else if (!part.IsSoldOn(today)) wrong.Add(new(Field(i, "sku"), $"{part.Sku} was sold until {part.AvailableUntil:yyyy-MM-dd}."));
            else if (part.Currency != currency) wrong.Add(new(Field(i, "sku"), $"{part.Sku} is priced in {part.Currency}; orders are in {currency}."));
            else lines.Add(new(part, quantity));
        }
        return (unit, lines, wrong);
    }

    async Task<Outcome> Save(Input input, string? key, Brand seller, ProductUnit? unit, List<Wanted> lines, Totals totals, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var to = input.ShipTo!;
        var person = await owners.PersonFor(input.Email!.Trim(), to.Name!.Trim(), to.Country, ct);
        var order = new Order
        {
            BrandId = brand.Id, OrderRef = Order.NewRef(seller.Name), Channel = OrderChannel.Direct, PersonId = person.Id, PlacedAt = now, Currency = seller.Currency, Delivery = totals.Delivery.Amount, Tax = totals.Tax.Amount,
            TaxPercent = totals.TaxPercent, DeliveryDays = totals.DeliveryDays, Email = input.Email.Trim(), Name = to.Name.Trim(), Line1 = to.Line1!.Trim(), City = to.City!.Trim(), PostalCode = to.PostalCode!.Trim(), Country = to.Country,
            Language = Languages.Current, TrackToken = Token.New(), SentKey = key,
        };
        Order.Place(order, lines.Select((l, i) => new OrderLine
        {
            BrandId = brand.Id, OrderId = order.Id, Line = i + 1, Sku = l.Part.Sku, Name = l.Part.Name, Kind = l.Part.Kind, Quantity = l.Quantity, UnitPrice = l.Part.Price, Currency = l.Part.Currency, UnitId = unit?.Id,
        }), totals);
        db.Add(order);
        db.Add(new OrderTrack { TokenHash = Token.Hash(order.TrackToken), BrandId = brand.Id, OrderId = order.Id });
        db.Announce(new OrdersPlaced([new(order.Id, person.Id, unit?.Id, now, OrderChannel.Direct, [.. order.Lines.Select(l => l.Placed)])]), now, unit?.Id, person.Id);
        await mail.Confirm(order, ct);

        // Stock comes last: many want the same row, and each holds it until it commits.
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        if (await Take(lines, ct) is { } soldOut)
        {
            await tx.RollbackAsync(ct);
            db.ChangeTracker.Clear();
            return new(null, [], soldOut);
        }
        await tx.CommitAsync(ct);
        Instruments.Orders.Add(1);
        return new(order, []);
    }

    /// <summary>In the order of SKUs, so that two orders never wait for each other; the condition is the promise that stock stays at 0 or more.</summary>
    async Task<SoldOut?> Take(List<Wanted> lines, CancellationToken ct)
    {
        foreach (var (part, wanted) in Sums(lines))
            if (await db.Set<Stock>().Where(s => s.Sku == part.Sku && s.OnHand >= wanted).ExecuteUpdateAsync(s => s.SetProperty(x => x.OnHand, x => x.OnHand - wanted), ct) != 1)
                return new(part.Sku, part.Name, await db.Set<Stock>().Where(s => s.Sku == part.Sku).Select(s => s.OnHand).SingleOrDefaultAsync(ct));
        return null;
    }

    /// <summary>What can be told without writing anything.</summary>
    async Task<SoldOut?> Missing(List<Wanted> lines, CancellationToken ct)
    {
        string[] skus = [.. lines.Select(l => l.Part.Sku)];
        var onHand = await db.Set<Stock>().Where(s => skus.Contains(s.Sku)).ToDictionaryAsync(s => s.Sku, s => s.OnHand, ct);
        return Sums(lines).Where(l => onHand.GetValueOrDefault(l.Part.Sku) < l.Quantity).Select(l => new SoldOut(l.Part.Sku, l.Part.Name, onHand.GetValueOrDefault(l.Part.Sku))).FirstOrDefault();
    }

    static IEnumerable<Wanted> Sums(List<Wanted> lines) => lines.GroupBy(l => l.Part.Sku).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Wanted(g.First().Part, g.Sum(l => l.Quantity)));

    /// <summary>Places an order, paid by bank transfer on invoice.</summary>
    /// <remarks>The customer gets a confirmation by e-mail; <c>page</c> is where it can be followed.</remarks>
    /// <response code="201">The order was placed.</response>
    /// <response code="409">Sold out: <c>sku</c> names what, <c>left</c> how many there are.</response>
    /// <response code="422">Names each field that is not right, and the remedy; a line that does not fit the unit is one.</response>
    /// <example>
    /// POST /api/v1/orders
    /// {"email": "ada@example.com", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "lines": [{"sku": "FLT-1", "quantity": 2}], "payment": "invoice",
    ///  "shipTo": {"name": "Ada Lovelace", "line1": "Am Markt 1", "postalCode": "10115", "city": "Berlin", "country": "DE"}}
    /// 201
    /// {"orderRef": "A-7Q4MKX2P", "status": "placed", "channel": "direct", "orderedAt": "2026-07-28T09:30:00Z", "email": "ada@example.com", "country": "DE",
    ///  "lines": [{"number": 1, "sku": "FLT-1", "name": "Water filter", "kind": "consumable", "quantity": 2, "unitPrice": 12.9, "currency": "EUR"}],
    ///  "goods": 25.8, "delivery": 4.9, "tax": 4.9, "taxPercent": 19, "total": 30.7, "currency": "EUR", "paidAt": null, "shippedAt": null, "cancelledAt": null, "withdrawnAt": null, "shipment": null, "page": "https://id.example.com/track/…"}
    /// </example>
    internal static async Task<Results<Created<ShowOrders.Item>, ProblemHttpResult>> Api(Input input, SentOnce once, PlaceOrder place, Links links, CancellationToken ct)
    {
        var (order, errors, soldOut) = await place.Handle(input, once.RecordId is { } sent ? $"api:{sent}" : null, ct);
        if (order is not null) return TypedResults.Created($"/api/v1/orders/{order.OrderRef}", ShowOrders.Item.Of(order, links));
        return soldOut is null ? Problems.Fields([.. errors]) : TypedResults.Problem(
            soldOut.Left == 0 ? $"{soldOut.Sku} is sold out." : $"Only {soldOut.Left} of {soldOut.Sku} are left.", statusCode: StatusCodes.Status409Conflict, title: "Sold out.",
            extensions: new Dictionary<string, object?> { ["sku"] = soldOut.Sku, ["left"] = soldOut.Left });
    }
}
