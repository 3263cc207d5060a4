using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>Which units of a lot have an owner.</summary>
internal sealed class RegisteredInLots(AppDb db) : ILotFigure
{
    public LotFigure Kind => LotFigure.Registered;

    public async Task<IReadOnlyDictionary<Guid, int>> Of(IReadOnlyList<ProductUnit> units, CancellationToken ct) =>
        (await db.Dialect.Among<Registration>(db, ["unit_id"], [.. units.Select(u => (object[])[u.Id])]).AsNoTracking().Where(r => r.EndedAt == null).Select(r => r.UnitId).ToListAsync(ct)).CountBy(id => id).ToDictionary();
}
