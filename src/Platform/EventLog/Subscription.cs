using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.EventLog;

/// <summary>Hands one batch of a log's rows to who follows it and moves the cursor in the same transaction.</summary>
public sealed class Subscription(AppDb db, CurrentBrand brand)
{
    /// <returns>How many rows took effect; 0 when none waits or another node is at it.</returns>
    public async Task<int> Advance<T>(string name, Func<IReadOnlyList<T>, CancellationToken, Task> handle, int batch, CancellationToken ct) where T : class, ILogRow
    {
        if (!await AnyWaiting<T>(name, ct)) return 0;

        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Dialect.LockCursor(db, name, ct) is not { } cursor) return 0;
        var rows = await db.Dialect.RowsAfter<T>(db, cursor.Tx, cursor.Position, batch).IgnoreQueryFilters().AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0) return 0;

        foreach (var ofBrand in rows.GroupBy(e => e.BrandId))
        {
            brand.Become(ofBrand.Key);
            await handle([.. ofBrand], ct);
            await db.SaveChangesAsync(ct);
        }
        (cursor.Tx, cursor.Position) = (rows[^1].Tx, rows[^1].Position);
        db.Update(cursor);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return rows.Count;
    }

    /// <summary>A look without a write lock, so that idle subscribers cost next to nothing.</summary>
    public async Task<bool> AnyWaiting<T>(string name, CancellationToken ct) where T : class, ILogRow =>
        await db.Set<EventCursor>().AsNoTracking().SingleOrDefaultAsync(c => c.Subscriber == name, ct) is { } at
        && await db.Dialect.RowsAfter<T>(db, at.Tx, at.Position, 1).IgnoreQueryFilters().AsNoTracking().Select(e => e.Position).ToListAsync(ct) is { Count: > 0 };

    /// <summary>When the oldest row that waits came; null when none waits.</summary>
    public async Task<DateTimeOffset?> WaitingSince<T>(string name, CancellationToken ct) where T : class, ILogRow =>
        await db.Set<EventCursor>().AsNoTracking().SingleOrDefaultAsync(c => c.Subscriber == name, ct) is { } at
            ? (await db.Dialect.RowsAfter<T>(db, at.Tx, at.Position, 1).IgnoreQueryFilters().AsNoTracking().ToListAsync(ct)).FirstOrDefault()?.At : null;

    /// <summary>About how many rows wait.</summary>
    public async Task<long> Lag<T>(string name, CancellationToken ct) where T : class, ILogRow
    {
        var rows = db.Set<T>().IgnoreQueryFilters().AsNoTracking();
        var last = await (db.Dialect.IsSqlite ? rows.OrderByDescending(r => r.Position) : rows.OrderByDescending(r => r.Tx).ThenByDescending(r => r.Position)).Select(r => r.Position).FirstOrDefaultAsync(ct);
        var at = await db.Set<EventCursor>().AsNoTracking().Where(c => c.Subscriber == name).Select(c => c.Position).SingleOrDefaultAsync(ct);
        return Math.Max(0, last - at);
    }
}
