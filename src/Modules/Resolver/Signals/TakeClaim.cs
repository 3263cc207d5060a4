using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Resolver.Signals;

/// <summary>Notes that somebody else claimed a unit: when, and nothing of who.</summary>
internal sealed class TakeClaim(AppDb db, Docket docket, TimeProvider clock) : ISignals
{
    public async Task SecondClaim(ProductUnit unit, CancellationToken ct)
    {
        var known = await db.Set<Signal>().AsNoTracking().SingleOrDefaultAsync(s => s.Gtin == unit.Gtin && s.Serial == unit.Serial && s.Kind == SignalKind.SecondClaim, ct);
        var before = known is null ? null : Evidence.Read(known.Evidence);
        IReadOnlyList<Sight> claims = [.. before?.Sights ?? [], new(clock.GetUtcNow(), null, null)];
        await using var tx = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await docket.Write(new Dictionary<UnitKey, (Guid?, IReadOnlyList<Oddity>)> { [unit.Key] = (unit.Id, [LookOut.SecondClaim(claims, (before?.Times ?? 0) + 1)]) }, await SignalRules.Of(db, ct), [], ct);
        try
        {
            await db.SaveChangesAsync(ct);
            if (tx is not null) await tx.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e)) { db.Forget(); }      // two claims at the same moment: one of them is enough
    }
}
