using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Parts;

/// <summary>Adds a part, or changes the one that has its SKU.</summary>
internal sealed class RecordPart(AppDb db, CurrentBrand brand, TimeProvider clock)
{
    /// <summary>A part, consumable or accessory.</summary>
    /// <param name="Sku">Up to 60 characters, without <c>/ \ % ? #</c>.</param>
    /// <param name="Kind"><c>part</c>, <c>consumable</c>, <c>accessory</c>, <c>plan</c> or <c>warranty</c>.</param>
    /// <param name="Price">As the customer pays it, tax included.</param>
    /// <param name="Currency">The brand's currency, to be ordered online.</param>
    /// <param name="Stock">Sets what is on hand; left as it is when not given.</param>
    /// <param name="ReplaceEveryDays">For consumables: after how many days a new one is due.</param>
    /// <param name="AvailableUntil">The last day it is sold.</param>
    /// <param name="MaxDeliveryDays">The longest it takes to arrive in the brand's own country.</param>
    /// <param name="ImageUrl">A path on this server; consumers' pages load nothing from elsewhere.</param>
    internal sealed record Input(string? Sku, string? Name, LineKind? Kind, decimal? Price, string? Currency, int? Stock = null, int? WeightG = null, int? ReplaceEveryDays = null,
        DateOnly? AvailableUntil = null, int? MaxDeliveryDays = null, string? ImageUrl = null);

    internal Task<(Part? Part, int OnHand, bool Added, IReadOnlyList<FieldError> Errors)> Handle(Input input, CancellationToken ct) => Handle(input, _ => true, ct);

    /// <param name="input">The part.</param>
    /// <param name="allows">Whether what is on record, null for nothing, may be changed; asked while its rows are locked.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Neither a part nor errors where it may not.</returns>
    async Task<(Part? Part, int OnHand, bool Added, IReadOnlyList<FieldError> Errors)> Handle(Input input, Func<ShowParts.Item?, bool> allows, CancellationToken ct)
    {
        var errors = Errors(input).ToList();
        if (errors.Count > 0) return (null, 0, false, errors);

        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<Part>().Where(p => p.Sku == input.Sku).ExecuteUpdateAsync(u => u.SetProperty(p => p.Name, p => p.Name), ct);      // locks the rows: what is read now stands until the change
        await db.Set<Stock>().Where(s => s.Sku == input.Sku).ExecuteUpdateAsync(u => u.SetProperty(s => s.OnHand, s => s.OnHand), ct);
        var part = await db.Set<Part>().SingleOrDefaultAsync(p => p.Sku == input.Sku, ct);
        var stock = await db.Set<Stock>().SingleOrDefaultAsync(s => s.Sku == input.Sku, ct);
        if (!allows(part is null ? null : ShowParts.Item.Of(part, stock?.OnHand ?? 0))) return (null, 0, false, []);
        var added = part is null;
        if (part is null) db.Add(part = new Part { BrandId = brand.Id, Sku = input.Sku!, Name = "", Currency = "", CreatedAt = clock.GetUtcNow() });
        (part.Name, part.Kind, part.Price, part.Currency) = (input.Name!.Trim(), input.Kind!.Value, input.Price!.Value, input.Currency!);
        (part.WeightG, part.ReplaceEveryDays, part.AvailableUntil, part.MaxDeliveryDays, part.ImageUrl) = (input.WeightG, input.ReplaceEveryDays, input.AvailableUntil, input.MaxDeliveryDays, input.ImageUrl);
        if (stock is null) db.Add(stock = new Stock { BrandId = brand.Id, Sku = part.Sku });
        if (input.Stock is { } onHand) stock.OnHand = onHand;
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return (part, stock.OnHand, added, []);
    }

    internal static IEnumerable<FieldError> Errors(Input input)
    {
        if (!Part.IsSku(input.Sku)) yield return new("sku", "Give a SKU of 1 to 60 characters, without / \\ % ? #.");
        if (string.IsNullOrWhiteSpace(input.Name)) yield return new("name", "Give a name.");
        else if (input.Name.Length > 200) yield return new("name", "Use at most 200 characters.");
        if (input.Kind is null or LineKind.Product) yield return new("kind", "Use one of part, consumable, accessory, plan, warranty.");
        if (input.Price is null or < 0 or > 99_999_999) yield return new("price", "Give a price of 0 or more, such as 24.50.");
        else if (decimal.Round(input.Price.Value, 4) != input.Price) yield return new("price", "Use at most 4 decimals.");
        if (!Currencies.IsRight(input.Currency)) yield return new("currency", "Give a currency of ISO 4217 as three capital letters, such as EUR.");
        if (input.Stock is < 0 or > Stock.Most) yield return new("stock", $"Give a whole number from 0 to {Stock.Most}.");
        if (input.WeightG is < 0 or > 1_000_000) yield return new("weightG", "Give a weight of 0 to 1000000 grams.");
        if (input.ReplaceEveryDays is < 1 or > 36_500) yield return new("replaceEveryDays", "Give 1 to 36500 days, or leave it empty.");
        if (input.MaxDeliveryDays is < 0 or > 365) yield return new("maxDeliveryDays", "Give 0 to 365 days.");
        if (input.ImageUrl is { Length: > 0 } && !WebAddress.IsRight(input.ImageUrl)) yield return new("imageUrl", "Give an address that begins with https://, http:// or /.");
    }

    /// <summary>Adds a part, or changes the one that has its SKU.</summary>
    /// <response code="201">The part was added.</response>
    /// <response code="200">The part was on record and is changed.</response>
    /// <response code="412">With <c>If-Match</c>: the part was changed since it was read, or is not on record.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/parts
    /// {"sku": "FLT-1", "name": "Water filter", "kind": "consumable", "price": 12.9, "currency": "EUR", "stock": 250, "weightG": 80, "replaceEveryDays": 60, "maxDeliveryDays": 3}
    /// 200
    /// {"sku": "FLT-1", "name": "Water filter", "kind": "consumable", "price": 12.9, "currency": "EUR", "stock": 250, "weightG": 80, "replaceEveryDays": 60, "availableUntil": null, "maxDeliveryDays": 3, "imageUrl": null}
    /// </example>
    internal static async Task<Results<Created<ShowParts.Item>, Ok<ShowParts.Item>, ProblemHttpResult>> Api(Input input, IfMatch ifMatch, RecordPart record, CancellationToken ct)
    {
        var (part, onHand, added, errors) = await record.Handle(input, ifMatch.Allows, ct);
        if (part is null) return errors.Count > 0 ? Problems.Fields([.. errors]) : IfMatch.Stale;
        var item = ShowParts.Item.Of(part, onHand);
        return added ? TypedResults.Created($"/api/v1/parts/{Uri.EscapeDataString(part.Sku)}", item) : TypedResults.Ok(item);
    }
}
