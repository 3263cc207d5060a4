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

    readonly HashSet<string> models = new(StringComparer.Ordinal);

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var read = batch.Lines<FitmentRule>();
        object[][] skus = [.. read.Select(x => x.Line.Sku).Distinct().Select(s => (object[])[s])];
        var parts = (await db.Dialect.Among<Part>(db, ["sku"], skus).Select(p => p.Sku).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        string[] asked = [.. read.Select(x => x.Line.Gtin).Distinct().Except(models)];
        if (asked.Length > 0) models.UnionWith((await products.Models(asked, ct)).Keys);
        object[][] keys = [.. read.Select(x => (x.Line.Gtin, x.Line.Sku, x.Line.Conditions)).Distinct().Select(k => (object[])[k.Gtin, k.Sku, k.Conditions])];
        var known = (await db.Dialect.Among<FitmentRow>(db, ["gtin", "sku", "conditions"], keys).AsNoTracking().ToListAsync(ct)).Select(f => f.Rule).ToHashSet();
        foreach (var (row, rule) in read)
        {
            if (!parts.Contains(rule.Sku)) row.Refuse("sku", $"no part has the SKU “{rule.Sku}”", "import its part first");
            if (!models.Contains(rule.Gtin)) row.Refuse("gtin", $"no product has the GTIN {rule.Gtin}", "import its product first");
            if (row.IsRefused || !known.Add(rule)) continue;
            db.Append(FitmentRow.Of(brand.Id, rule));
            row.Added();
        }
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
