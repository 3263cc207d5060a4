using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Resolver.Signals;

/// <summary>Which units of a lot look suspicious.</summary>
internal sealed class SignalsInLots(AppDb db) : ILotFigure
{
    public LotFigure Kind => LotFigure.Signals;

    public async Task<IReadOnlyDictionary<Guid, int>> Of(IReadOnlyList<ProductUnit> units, CancellationToken ct) =>
        (await db.Dialect.Among<Signal>(db, ["unit_id"], [.. units.Select(u => (object[])[u.Id])]).AsNoTracking().Where(s => s.State == SignalState.Open || s.State == SignalState.Confirmed).Select(s => s.UnitId!.Value).ToListAsync(ct)).CountBy(id => id).ToDictionary();
}
