using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Storage;
using Nameplate.Products.Codes;
using Nameplate.Products.Models;
using Nameplate.Products.Units;

namespace Nameplate.Products;

/// <summary>Answers what other modules ask.</summary>
internal sealed class ProductRecords(AppDb db, GtinBook gtins) : IProducts
{
    public ValueTask<Guid?> BrandOf(string gtin, CancellationToken ct) => gtins.BrandOf(gtin, ct);

    public async Task<ProductModel?> Model(string gtin, CancellationToken ct) => (await db.Set<Model>().AsNoTracking().SingleOrDefaultAsync(m => m.Gtin == gtin, ct))?.Shown;

    public async Task<IReadOnlyList<ProductModel>> Models(CancellationToken ct) => [.. (await db.Set<Model>().AsNoTracking().OrderBy(m => m.Name).ToListAsync(ct)).Select(m => m.Shown)];

    public async Task<IReadOnlyDictionary<string, ProductModel>> Models(IReadOnlyCollection<string> gtins, CancellationToken ct) =>
        await db.Dialect.Among<Model>(db, ["gtin"], [.. gtins.Distinct().Select(g => (object[])[g])]).AsNoTracking().ToDictionaryAsync(m => m.Gtin, m => m.Shown, ct);

    public async Task<ProductUnit?> Unit(string gtin, string serial, CancellationToken ct) =>
        await db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Gtin == gtin && u.Serial == serial, ct) is { } unit ? unit.Shown
        : await db.Set<LabelCode>().Where(c => c.Gtin == gtin && c.Serial == serial).Select(c => c.UnitId).SingleOrDefaultAsync(ct) is { } id ? await Unit(id, ct) : null;

    public async Task<ProductUnit?> Unit(Guid id, CancellationToken ct) => (await db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, ct))?.Shown;

    public async Task<IReadOnlyDictionary<UnitKey, ProductUnit>> Units(IReadOnlyCollection<UnitKey> keys, CancellationToken ct)
    {
        object[][] asked = [.. keys.Distinct().Select(k => (object[])[k.Gtin, k.Serial])];
        var found = (await db.Dialect.Among<Unit>(db, ["gtin", "serial"], asked).AsNoTracking().ToListAsync(ct)).Select(u => u.Shown).ToDictionary(u => u.Key);
        var labels = await Labels(keys.Distinct().Where(k => !found.ContainsKey(k)), ct);
        if (labels.Count == 0) return found;
        var units = await Units([.. labels.Select(l => l.Unit).Distinct()], ct);
        foreach (var (label, unit) in labels) found[label] = units[unit];
        return found;
    }

    /// <summary>Labels that stand for units, among these.</summary>
    async Task<List<(UnitKey Label, Guid Unit)>> Labels(IEnumerable<UnitKey> keys, CancellationToken ct)
    {
        object[][] asked = [.. keys.Select(k => (object[])[k.Gtin, k.Serial])];
        return asked.Length == 0 ? [] : [.. (await db.Dialect.Among<LabelCode>(db, ["gtin", "serial"], asked).AsNoTracking().Where(c => c.UnitId != null).ToListAsync(ct)).Select(l => (l.Key, l.UnitId!.Value))];
    }

    public async Task<IReadOnlyDictionary<UnitKey, Guid>> UnitIds(IEnumerable<UnitKey> keys, CancellationToken ct)
    {
        List<UnitKey> asked = [.. keys.Distinct()];
        var ids = await db.Dialect.Ids<Unit>(db, ["gtin", "serial"], [.. asked.Select(k => (object[])[k.Gtin, k.Serial])], ct);
        Dictionary<UnitKey, Guid> found = new(asked.Count);
        for (var i = 0; i < ids.Count; i++)
            if (ids[i] is { } id) found[asked[i]] = id;
        foreach (var (label, unit) in await Labels(asked.Where(k => !found.ContainsKey(k)), ct)) found[label] = unit;
        return found;
    }

    public async Task<IReadOnlyDictionary<Guid, ProductUnit>> Units(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await db.Set<Unit>().AsNoTracking().Where(u => ids.Contains(u.Id)).ToListAsync(ct)).ToDictionary(u => u.Id, u => u.Shown);

    public async Task<IReadOnlyList<ProductUnit>> UnitsBySerial(IReadOnlyCollection<string> serials, CancellationToken ct) =>
        serials.Count == 0 ? [] : [.. (await db.Dialect.Among<Unit>(db, ["serial"], [.. serials.Distinct().Select(s => (object[])[s])]).AsNoTracking().OrderBy(u => u.Serial).Take(serials.Count * 10).ToListAsync(ct)).Select(u => u.Shown)];

    public async IAsyncEnumerable<IReadOnlyList<ProductUnit>> UnitsOfLots(string gtin, IReadOnlyCollection<string> lots, int piece, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = ""; ;)
        {
            var units = await db.Set<Unit>().AsNoTracking().Where(u => u.Gtin == gtin && string.Compare(u.Serial, after) > 0 && lots.Contains(u.Lot!)).OrderBy(u => u.Serial).Take(piece).ToListAsync(ct);
            if (units.Count > 0) yield return [.. units.Select(u => u.Shown)];
            if (units.Count < piece) yield break;
            after = units[^1].Serial;
        }
    }

    public async Task<ILookup<Guid, string>> Labels(IReadOnlyCollection<Guid> units, CancellationToken ct) =>
        (units.Count == 0 ? [] : await db.Dialect.Among<LabelCode>(db, ["unit_id"], [.. units.Distinct().Select(u => (object[])[u])]).AsNoTracking().ToListAsync(ct)).ToLookup(l => l.UnitId!.Value, l => l.Serial);

    public async Task<IReadOnlySet<UnitKey>> Unbound(IReadOnlyCollection<UnitKey> codes, CancellationToken ct) =>
        codes.Count == 0 ? new HashSet<UnitKey>() : (await db.Dialect.Among<LabelCode>(db, ["gtin", "serial"], [.. codes.Distinct().Select(k => (object[])[k.Gtin, k.Serial])]).AsNoTracking().Where(l => l.UnitId == null).ToListAsync(ct)).Select(l => l.Key).ToHashSet();

    public Task<bool> KeepsShipments(CancellationToken ct) => db.Set<Unit>().AnyAsync(u => u.Status == UnitStatus.Shipped, ct);

    // compared as a row, GTIN and serial together are one place in the index
    public async IAsyncEnumerable<IReadOnlyList<ProductUnit>> AllUnits(int piece, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var units in Exported.InPieces<Unit>(last => db.Set<Unit>().FromSql($"select * from products_unit where (gtin, serial) > ({last?.Gtin ?? ""}, {last?.Serial ?? ""})").OrderBy(u => u.Gtin).ThenBy(u => u.Serial), piece, ct))
            yield return [.. units.Select(u => u.Shown)];
    }
}

/// <summary>Whose GTINs are, remembered by this node: it never changes.</summary>
internal sealed class GtinBook(IServiceScopeFactory scopes) : IGtinOwners
{
    readonly ConcurrentDictionary<string, Guid> known = new(StringComparer.Ordinal);

    public ValueTask<Guid?> BrandOf(string gtin, CancellationToken ct) => known.TryGetValue(gtin, out var brand) ? new(brand) : new(Read(gtin, ct));

    async Task<Guid?> Read(string gtin, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var owner = await scope.ServiceProvider.GetRequiredService<AppDb>().Set<GtinOwner>().AsNoTracking().SingleOrDefaultAsync(g => g.Gtin == gtin, ct);
        if (owner is null) return null;
        return known[gtin] = owner.BrandId;
    }
}
