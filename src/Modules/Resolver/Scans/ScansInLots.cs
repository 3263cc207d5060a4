using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Resolver.Scans;

/// <summary>How often people scanned the units of a lot.</summary>
internal sealed class ScansInLots(AppDb db, IProducts products) : ILotFigure
{
    public LotFigure Kind => LotFigure.Scans;

    public async Task<IReadOnlyDictionary<Guid, int>> Of(IReadOnlyList<ProductUnit> units, CancellationToken ct)
    {
        var labels = await products.Labels([.. units.Select(u => u.Id)], ct);
        var ids = units.SelectMany(u => labels[u.Id].Prepend(u.Serial).Distinct().Select(s => (Code: new UnitKey(u.Gtin, s), u.Id))).ToDictionary(x => x.Code, x => x.Id);
        var counts = await db.Dialect.Among<UnitScan>(db, ["gtin", "serial"], [.. ids.Keys.Select(k => (object[])[k.Gtin, k.Serial])]).AsNoTracking()
            .Where(s => s.Device == null || (s.Device != ScanDevice.Bot && s.Device != ScanDevice.Staff)).GroupBy(s => new { s.Gtin, s.Serial }).Select(g => new { g.Key.Gtin, g.Key.Serial, Count = g.Count() }).ToListAsync(ct);
        return counts.GroupBy(c => ids[new(c.Gtin, c.Serial)]).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
    }
}
