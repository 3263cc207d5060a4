using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;
using Nameplate.Products.Models;
using Nameplate.Products.Units;

namespace Nameplate.Products;

/// <summary>Finds units by a scanned address, by GTIN and serial, by a serial or its beginning; products by GTIN or name.</summary>
internal sealed class FindProducts(AppDb db, IProducts products, IStringLocalizer<Texts> words) : IConsoleSearch
{
    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken ct)
    {
        if (Named(text) is { } named)
            return await products.Unit(named.Gtin, named.Serial, ct) is { } unit ? [Hit(unit) with { IsExact = true }] : [];

        var serial = text.Replace(" ", "", StringComparison.Ordinal);      // people copy serials in groups of four
        List<Unit> units = serial.Length is > 0 and <= 20 ? await db.Set<Unit>().AsNoTracking().From(serial).OrderBy(u => u.Serial).Take(most).ToListAsync(ct) : [];
        if (units.Count == 0 && serial.ToUpperInvariant() is { Length: > 0 and <= 20 } upper && upper != serial) units = await db.Set<Unit>().AsNoTracking().From(upper).OrderBy(u => u.Serial).Take(most).ToListAsync(ct);
        if (units.Count == 0) units = await ByLabel(serial, most, ct);
        List<SearchHit> hits = [.. units.Select(u => Hit(u.Shown) with { IsExact = string.Equals(u.Serial, serial, StringComparison.OrdinalIgnoreCase) || string.Equals(u.Label, serial, StringComparison.OrdinalIgnoreCase) })];

        var gtin = Gs1.Gtin.TryParse(serial, out var right) ? right.Value : null;
#pragma warning disable MA0011 // SQL's lower()
        var lower = text.ToLowerInvariant();
        var models = await db.Set<Model>().AsNoTracking().Where(m => m.Gtin == gtin || m.Name.ToLower().Contains(lower) || m.ModelNumber.ToLower() == lower || m.Gtin.Contains(text)).OrderBy(m => m.Name).Take(most).ToListAsync(ct);
#pragma warning restore MA0011
        hits.AddRange(models.Select(m => new SearchHit(words["Products"], m.Name, $"{m.ModelNumber} · {m.Gtin}", $"/admin/products/{m.Gtin}") { IsExact = m.Gtin == gtin }));
        return hits;
    }

    /// <summary>Units that bear a label with this serial.</summary>
    async Task<List<Unit>> ByLabel(string serial, int most, CancellationToken ct)
    {
        var upper = serial.ToUpperInvariant();
        var ids = await db.Set<LabelCode>().Where(c => c.Serial == upper && c.UnitId != null).Take(most).Select(c => c.UnitId).ToListAsync(ct);
        return ids.Count == 0 ? [] : await db.Set<Unit>().AsNoTracking().Where(u => ids.Contains(u.Id)).ToListAsync(ct);
    }

    SearchHit Hit(ProductUnit unit) => new(words["Units"], unit.Serial, $"{unit.Gtin} · {words["Status." + Snake.Case(unit.Status.ToString())]}", UnitPage.AddressOf(new(unit.Gtin, unit.Serial)));

    /// <summary>The unit that an address or a pair such as “09506000100104 7Q4M…” names.</summary>
    static UnitKey? Named(string text)
    {
        if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return FindCode.InAddress(text);
        return text.Split((char[]?)[' ', '/', '\t', ','], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var first, var second] && Gs1.Gtin.TryParse(first, out var typed) && Gs1.Serial.IsValid(second)
            ? new UnitKey(typed.Value, second) : null;
    }
}
