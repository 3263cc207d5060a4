using Microsoft.EntityFrameworkCore;
using Nameplate.Commerce.Parts;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Commerce.Fitment;

internal sealed class ImportFitment(AppDb db, CurrentBrand brand, IProducts products) : IImport
{
    public static string Kind => "fitment";
    public static ImportColumns Columns => new(["sku", "gtin"], ["serial_from", "serial_to", "lot", "produced_from", "produced_to", "firmware_from", "firmware_to", "position"]);

    readonly HashSet<string> parts = new(StringComparer.Ordinal), models = new(StringComparer.Ordinal);

    readonly Lately<(string Gtin, string Sku, string Conditions), FitmentRow> lately = new();

    /// <summary>What the rows of a batch name that is not on record, which of them are, and what each would become.</summary>
    sealed record Looked(HashSet<string> NoPart, HashSet<string> NoModel, HashSet<(string, string, string)> Known, List<FitmentRow> Rows);

    /// <summary>Parts and models are few and rows many: each is looked up until it is found.</summary>
    public async Task Find(ImportBatch batch, CancellationToken ct)
    {
        var rows = batch.Lines<FitmentRule>().ConvertAll(x => FitmentRow.Of(brand.Id, x.Line));
        string[] skus = [.. rows.Select(r => r.Sku).Distinct().Where(s => !parts.Contains(s))], gtins = [.. rows.Select(r => r.Gtin).Distinct().Where(g => !models.Contains(g))];
        if (skus.Length > 0) parts.UnionWith(await db.Dialect.Among<Part>(db, ["sku"], [.. skus.Select(s => (object[])[s])]).Select(p => p.Sku).ToListAsync(ct));
        if (gtins.Length > 0) models.UnionWith((await products.Models(gtins, ct)).Keys);
        var known = await db.Dialect.Among<FitmentRow>(db, ["gtin", "sku", "conditions"], [.. rows.Select(KeyOf).Distinct().Select(k => (object[])[k.Gtin, k.Sku, k.Conditions])])
            .AsNoTracking().Select(f => new { f.Gtin, f.Sku, f.Conditions }).ToListAsync(ct);
        batch.Keep(new Looked([.. skus.Where(s => !parts.Contains(s))], [.. gtins.Where(g => !models.Contains(g))], [.. known.Select(f => (f.Gtin, f.Sku, f.Conditions))], rows));
    }

    static (string Gtin, string Sku, string Conditions) KeyOf(FitmentRow fitment) => (fitment.Gtin, fitment.Sku, fitment.Conditions);

    public Task Take(ImportBatch batch, CancellationToken ct)
    {
        var (noPart, noModel, known, rows) = batch.Found<Looked>();
        lately.Begin(batch);
        foreach (var ((row, _), fitment) in batch.Lines<FitmentRule>().Zip(rows))
        {
            if (noPart.Contains(fitment.Sku)) row.Refuse("sku", $"no part has the SKU “{fitment.Sku}”", "import its part first");
            if (noModel.Contains(fitment.Gtin)) row.Refuse("gtin", $"no product has the GTIN {fitment.Gtin}", "import its product first");
            var key = KeyOf(fitment);
            if (row.IsRefused || known.Contains(key) || (lately.Now(key) ?? lately.Before(key)) is not null) continue;
            db.Append(lately.Put(key, fitment));
            row.Added();
        }
        return Task.CompletedTask;
    }

    public static object Read(ImportRow row)
    {
        var rule = new FitmentRule(row.Text("sku", 60), row.Gtin(), row.OptionalText("serial_from", 20), row.OptionalText("serial_to", 20), row.OptionalText("lot", 20), row.OptionalDate("produced_from"), row.OptionalDate("produced_to"),
            row.OptionalText("firmware_from", 60), row.OptionalText("firmware_to", 60), row.OptionalText("position", 20));
        foreach (var (column, problem) in Contradictions(rule)) row.Refuse(column, problem, "give the smaller one as the start");
        return rule;
    }

    /// <summary>Ranges that hold nothing.</summary>
    internal static IEnumerable<(string Column, string Problem)> Contradictions(FitmentRule r)
    {
        if (r is { SerialFrom: { } a, SerialTo: { } b } && SerialOrder.Compare(a, b) > 0) yield return ("serial_to", "comes before serial_from");
        if (r.ProducedTo < r.ProducedFrom) yield return ("produced_to", "comes before produced_from");
        if (r is { FirmwareFrom: { } f, FirmwareTo: { } t } && FirmwareOrder.Compare(f, t) > 0) yield return ("firmware_to", "comes before firmware_from");
    }
}
