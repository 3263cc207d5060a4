using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.EventLog;

/// <summary>Hands one batch of events to a subscriber and moves its cursor in the same transaction.</summary>
public sealed class Subscription(AppDb db, CurrentBrand brand)
{
    /// <returns>How many events took effect; 0 when none waits or another node is at it.</returns>
    public async Task<int> Advance(string name, ISubscriber subscriber, int batch, CancellationToken ct)
    {
        if (!await AnyWaiting(name, ct)) return 0;

        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Dialect.LockCursor(db, name, ct) is not { } cursor) return 0;
        var events = await db.Dialect.EventsAfter(db, cursor.Tx, cursor.Position, batch).IgnoreQueryFilters().AsNoTracking().ToListAsync(ct);
        if (events.Count == 0) return 0;

        foreach (var ofBrand in events.GroupBy(e => e.BrandId))
        {
            brand.Become(ofBrand.Key);
            await subscriber.Handle([.. ofBrand], ct);
            await db.SaveChangesAsync(ct);
        }
        (cursor.Tx, cursor.Position) = (events[^1].Tx, events[^1].Position);
        db.Update(cursor);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return events.Count;
    }

    /// <summary>A look without a write lock, so that idle subscribers cost next to nothing.</summary>
    public async Task<bool> AnyWaiting(string name, CancellationToken ct) =>
        await db.Set<EventCursor>().AsNoTracking().SingleOrDefaultAsync(c => c.Subscriber == name, ct) is { } at
        && await db.Dialect.EventsAfter(db, at.Tx, at.Position, 1).IgnoreQueryFilters().AsNoTracking().Select(e => e.Position).ToListAsync(ct) is { Count: > 0 };
}
