using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Models;

internal sealed class ImportProducts(AppDb db, CurrentBrand brand, TimeProvider clock) : IImport
{
    public static string Kind => "products";
    public static ImportColumns Columns => new(["gtin", "name", "model", "category"],
        ["brand", "description", "image_url", "list_price", "currency", "warranty_months", "statutory_months", "consumable_note", "manual_url", "setup_url"]);

    readonly Lately<string, Model> lately = new();

    /// <param name="Others">GTINs of other brands.</param>
    sealed record OnRecord(Dictionary<string, Model> Models, HashSet<string> Others);

    public async Task Find(ImportBatch batch, CancellationToken ct)
    {
        object[][] gtins = [.. batch.Lines<RecordModel.Input>().Select(x => x.Line.Gtin!).Distinct().Select(g => (object[])[g])];
        var owned = await db.Dialect.Among<GtinOwner>(db, ["gtin"], gtins, ofBrand: false).AsNoTracking().ToDictionaryAsync(g => g.Gtin, g => g.BrandId, ct);
        object[][] ours = [.. owned.Where(g => g.Value == brand.Id).Select(g => (object[])[g.Key])];
        var models = await db.Dialect.Among<Model>(db, ["gtin"], ours).AsNoTracking().ToDictionaryAsync(m => m.Gtin, ct);
        batch.Keep(new OnRecord(models, [.. owned.Keys.Where(g => owned[g] != brand.Id)]));
    }

    public Task Take(ImportBatch batch, CancellationToken ct)
    {
        var (known, others) = batch.Found<OnRecord>();
        lately.Begin(batch);
        var now = clock.GetUtcNow();
        List<ModelRecorded> recorded = [];
        foreach (var (row, input) in batch.Lines<RecordModel.Input>())
        {
            if (others.Contains(input.Gtin!)) { row.Refuse("gtin", "is recorded by another brand on this server", "use a GTIN of your own"); continue; }
            var model = lately.Now(input.Gtin!) ?? lately.Put(input.Gtin!, Tracked(lately.Before(input.Gtin!) ?? known.GetValueOrDefault(input.Gtin!)) ?? Added(input.Gtin!, row, now));
            var before = row.Outcome == RowOutcome.Added ? null : model.Shown;
            (model.Name, model.ModelNumber, model.Category, model.BrandLabel, model.Description) = (input.Name!, input.Model!, input.Category!, input.Brand, input.Description);
            (model.ImageUrl, model.ListPrice, model.Currency, model.WarrantyMonths, model.StatutoryMonths) = (input.ImageUrl, input.ListPrice, input.Currency, input.WarrantyMonths, input.StatutoryMonths);
            (model.ConsumableNote, model.ManualUrl, model.SetupUrl) = (input.ConsumableNote, input.ManualUrl, input.SetupUrl);
            if (before is not null && model.Shown != before) row.Changed();
            if (row.Outcome != RowOutcome.Unchanged) recorded.Add(model.Recorded);
        }
        db.AnnounceMany(recorded, some => new ModelsRecorded(some), now);
        return Task.CompletedTask;
    }

    Model? Tracked(Model? model)
    {
        if (model is not null) db.Attach(model);
        return model;
    }

    Model Added(string gtin, ImportRow row, DateTimeOffset now)
    {
        var model = new Model { BrandId = brand.Id, Gtin = gtin, Name = "", ModelNumber = "", Category = "", CreatedAt = now };
        db.Append(new GtinOwner { Gtin = gtin, BrandId = brand.Id });
        db.Append(model);
        row.Added();
        return model;
    }

    public static object Read(ImportRow row)
    {
        var input = new RecordModel.Input(row.Gtin(), row.Text("name", 200), row.Text("model", 200), row.Text("category", 200), row.OptionalText("brand", 200), row.OptionalText("description", 4000),
            Url(row, "image_url"), row.OptionalPrice("list_price"), row.OptionalCurrency(), row.OptionalWhole("warranty_months", 0, 600), row.OptionalWhole("statutory_months", 0, 600),
            row.OptionalText("consumable_note", 1000), Url(row, "manual_url"), Url(row, "setup_url"));
        if (input is { ListPrice: not null, Currency: null }) row.Refuse("currency", "is empty", "a price needs its currency, such as EUR");
        return input;
    }

    static string? Url(ImportRow row, string column)
    {
        var url = row.OptionalText(column, 2000);
        if (url is not null && !WebAddress.IsRight(url)) row.Refuse(column, $"“{url}” is not a web address", "begin it with https://, http:// or /");
        return url;
    }
}
