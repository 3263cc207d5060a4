using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Parts;

internal sealed class ImportParts(AppDb db, CurrentBrand brand, TimeProvider clock) : IImport
{
    public static string Kind => "parts";
    public static ImportColumns Columns => new(["sku", "name", "kind", "price", "currency"], ["stock", "weight_g", "replace_every_days", "available_until", "max_delivery_days", "image_url"]);

    sealed record Stocked(Part Part, Stock Stock);

    readonly Lately<string, Stocked> lately = new();

    public async Task Find(ImportBatch batch, CancellationToken ct)
    {
        var parts = await db.Dialect.Among<Part>(db, ["sku"], Keys(batch.Lines<RecordPart.Input>().Select(x => x.Line.Sku!))).AsNoTracking().ToListAsync(ct);
        var stocks = await db.Dialect.Among<Stock>(db, ["sku"], Keys(parts.Select(p => p.Sku))).AsNoTracking().ToDictionaryAsync(s => s.Sku, ct);
        batch.Keep(parts.ToDictionary(p => p.Sku, p => (p, stocks.GetValueOrDefault(p.Sku))));
    }

    static object[][] Keys(IEnumerable<string> skus) => [.. skus.Distinct().Select(s => (object[])[s])];

    public Task Take(ImportBatch batch, CancellationToken ct)
    {
        var found = batch.Found<Dictionary<string, (Part Part, Stock? Stock)>>();
        lately.Begin(batch);
        foreach (var (row, input) in batch.Lines<RecordPart.Input>())
        {
            var (part, stock) = lately.Now(input.Sku!) ?? lately.Put(input.Sku!, lately.Before(input.Sku!) is { } known ? Tracked(known.Part, known.Stock)
                : found.TryGetValue(input.Sku!, out var there) ? Tracked(there.Part, there.Stock) : Added(input.Sku!, row));
            var before = ShowParts.Item.Of(part, stock.OnHand);
            (part.Name, part.Kind, part.Price, part.Currency) = (input.Name!, input.Kind!.Value, input.Price!.Value, input.Currency!);
            (part.WeightG, part.ReplaceEveryDays, part.AvailableUntil, part.MaxDeliveryDays, part.ImageUrl) = (input.WeightG, input.ReplaceEveryDays, input.AvailableUntil, input.MaxDeliveryDays, input.ImageUrl);
            stock.OnHand = input.Stock ?? stock.OnHand;
            if (row.Outcome == RowOutcome.Unchanged && ShowParts.Item.Of(part, stock.OnHand) != before) row.Changed();
        }
        return Task.CompletedTask;
    }

    Stocked Tracked(Part part, Stock? stock)
    {
        db.Attach(part);
        if (stock is not null) db.Attach(stock);
        else db.Append(stock = new Stock { BrandId = brand.Id, Sku = part.Sku });
        return new(part, stock);
    }

    Stocked Added(string sku, ImportRow row)
    {
        Stocked added = new(new Part { BrandId = brand.Id, Sku = sku, Name = "", Currency = "", CreatedAt = clock.GetUtcNow() }, new Stock { BrandId = brand.Id, Sku = sku });
        db.Append(added.Part);
        db.Append(added.Stock);
        row.Added();
        return added;
    }

    public static object Read(ImportRow row)
    {
        var input = new RecordPart.Input(row.Text("sku", 60), row.Text("name", 200), row.Choice("kind", LineKind.Product), row.Price("price"), row.Currency(), row.OptionalWhole("stock", 0, Stock.Most), row.OptionalWhole("weight_g", 0, 1_000_000),
            row.OptionalWhole("replace_every_days", 1, 36_500), row.OptionalDate("available_until"), row.OptionalWhole("max_delivery_days", 0, 365), row.OptionalText("image_url", 2000));
        if (row.IsRefused) return input;
        if (!Part.IsSku(input.Sku)) row.Refuse("sku", $"“{input.Sku}” cannot be a SKU here", "leave out / \\ % ? #");
        if (input.ImageUrl is not null && !WebAddress.IsRight(input.ImageUrl)) row.Refuse("image_url", $"“{input.ImageUrl}” is not a web address", "begin it with https://, http:// or /");
        return input;
    }
}
