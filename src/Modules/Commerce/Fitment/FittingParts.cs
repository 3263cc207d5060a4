using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Parts;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Commerce.Fitment;

/// <summary>A part that fits one unit, and why.</summary>
/// <param name="Available">How many can be ordered now.</param>
/// <param name="Why">In the reader's language.</param>
internal sealed record FittingPart(Part Part, int Available, string Why);

/// <summary>Decides what fits a unit: only that is offered.</summary>
internal sealed class FittingParts(AppDb db, TimeProvider clock, IStringLocalizer<Texts> words)
{
    /// <summary>Consumables first, the soonest due in front; then parts, then what goes with it.</summary>
    public async Task<IReadOnlyList<FittingPart>> For(ProductModel model, ProductUnit unit, CancellationToken ct)
    {
        var rows = await (
            from f in db.Set<FitmentRow>().AsNoTracking()
            where f.Gtin == unit.Gtin
            join p in db.Set<Part>() on f.Sku equals p.Sku
            join s in db.Set<Stock>() on f.Sku equals s.Sku
            select new { Row = f, Part = p, s.OnHand }).ToListAsync(ct);
        var today = clock.GetUtcNow().Day();
        return [.. rows.Where(r => r.Row.Rule.Fits(unit)).GroupBy(r => r.Part.Sku)
            .Select(g => g.OrderBy(r => r.Row.Id).First())
            .Select(r => new FittingPart(r.Part, r.Part.IsSoldOn(today) ? r.OnHand : 0, Why(r.Row.Rule, model, unit)))
            .OrderBy(p => Rank(p.Part.Kind)).ThenBy(p => p.Part.ReplaceEveryDays ?? int.MaxValue).ThenBy(p => p.Part.Name, StringComparer.CurrentCulture).ThenBy(p => p.Part.Sku, StringComparer.Ordinal)];
    }

    static int Rank(LineKind kind) => kind switch { LineKind.Consumable => 0, LineKind.Part => 1, LineKind.Accessory => 2, _ => 3 };

    string Why(FitmentRule rule, ProductModel model, ProductUnit unit)
    {
        List<string> facts = [];
        if (rule.AsksDate) facts.Add(words["Fits.Made", unit.ProducedOn!.Value.Long()]);
        if (rule.AsksSerial) facts.Add(words["Fits.Serial", unit.Key.Spaced]);
        if (rule.Lot is not null) facts.Add(words["Fits.Lot", rule.Lot]);
        if (rule.AsksFirmware) facts.Add(words["Fits.Firmware", unit.Firmware!]);
        return facts.Count == 0 ? words["Fits.Every", model.Name] : words["Fits.Yours", string.Join(", ", facts)];
    }
}
