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

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var read = batch.Lines<RecordPart.Input>();
        object[][] skus = [.. read.Select(x => x.Line.Sku!).Distinct().Select(s => (object[])[s])];
        var parts = await db.Dialect.Among<Part>(db, ["sku"], skus).ToDictionaryAsync(p => p.Sku, ct);
        var stocks = await db.Dialect.Among<Stock>(db, ["sku"], skus).ToDictionaryAsync(s => s.Sku, ct);
        foreach (var (row, input) in read)
        {
            if (!parts.TryGetValue(input.Sku!, out var part))
            {
                db.Append(parts[input.Sku!] = part = new Part { BrandId = brand.Id, Sku = input.Sku!, Name = "", Currency = "", CreatedAt = clock.GetUtcNow() });
                row.Added();
            }
            if (!stocks.TryGetValue(input.Sku!, out var stock)) db.Append(stocks[input.Sku!] = stock = new Stock { BrandId = brand.Id, Sku = input.Sku! });
            var before = ShowParts.Item.Of(part, stock.OnHand);
            (part.Name, part.Kind, part.Price, part.Currency) = (input.Name!, input.Kind!.Value, input.Price!.Value, input.Currency!);
            (part.WeightG, part.ReplaceEveryDays, part.AvailableUntil, part.MaxDeliveryDays, part.ImageUrl) = (input.WeightG, input.ReplaceEveryDays, input.AvailableUntil, input.MaxDeliveryDays, input.ImageUrl);
            stock.OnHand = input.Stock ?? stock.OnHand;
            if (row.Outcome == RowOutcome.Unchanged && ShowParts.Item.Of(part, stock.OnHand) != before) row.Changed();
        }
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
