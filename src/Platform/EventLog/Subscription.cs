using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.EventLog;

/// <summary>Hands one batch of a log's rows to who follows it and moves the cursor in the same transaction.</summary>
public sealed class Subscription(AppDb db, CurrentBrand brand, TimeProvider clock)
{
    /// <returns>How many rows took effect, and how long others had to wait to write; none when none waits or another node is at it.</returns>
    public async Task<Turn> Advance<T>(string name, Func<IReadOnlyList<T>, CancellationToken, Task> handle, Stride stride, CancellationToken ct) where T : class, ILogRow
    {
        var (seen, rows) = await Waiting<T>(name, stride.Rows, ct);      // read before anything is locked: the rows of a log never change
        if (rows.Count == 0) return default;

        db.IsUnhurried = true;
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Dialect.LockCursor(db, name, ct) is not { } cursor) return default;
        var began = Stopwatch.GetTimestamp();
        if (!cursor.IsAt(seen!) && (rows = await Rows<T>(cursor, stride.Rows, ct)).Count == 0) return default;      // another node was here meanwhile

        var read = rows.Count;
        var weight = stride.Trim(rows);
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
        return new(rows.Count, weight, Stopwatch.GetElapsedTime(began), IsLast: read < stride.Rows && rows.Count == read);
    }

    /// <summary>Sets the first row that waits aside and moves the cursor behind it.</summary>
    /// <returns>False when none waits, another node is at it, or so many lie aside that it cannot be the rows.</returns>
    public async Task<bool> SetAside<T>(string name, string error, CancellationToken ct) where T : class, ILogRow
    {
        using var across = db.AcrossBrands();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Dialect.LockCursor(db, name, ct) is not { } cursor) return false;
        if (await db.Set<DeadEvent>().IgnoreQueryFilters().CountAsync(d => d.Subscriber == name, ct) >= MostAside) return false;
        if (await db.Dialect.RowsAfter<T>(db, cursor.Tx, cursor.Position, 1).IgnoreQueryFilters().AsNoTracking().ToListAsync(ct) is not [var row]) return false;
        db.Add(new DeadEvent { BrandId = row.BrandId, Subscriber = name, Tx = row.Tx, Position = row.Position, Error = error.Length > 1000 ? error[..1000] : error, At = clock.GetUtcNow() });
        (cursor.Tx, cursor.Position) = (row.Tx, row.Position);
        db.Update(cursor);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return true;
    }

    const int MostAside = 100;

    /// <summary>Tries a row of the current brand once more that was set aside. Its effect and its end share one transaction, as ever.</summary>
    public async Task<bool> TryAgain<T>(string name, ulong ofTx, long position, Func<IReadOnlyList<T>, CancellationToken, Task> handle, CancellationToken ct) where T : class, ILogRow
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<DeadEvent>().SingleOrDefaultAsync(d => d.Subscriber == name && d.Tx == ofTx && d.Position == position, ct) is not { } dead) return false;
        var rows = await db.Set<T>().AsNoTracking().Where(r => r.Position == position).ToListAsync(ct);
        if (rows.Find(r => r.Tx == ofTx) is { } row) await handle([row], ct);
        db.Remove(dead);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return true;
    }

    public async Task<bool> AnyWaiting<T>(string name, CancellationToken ct) where T : class, ILogRow => (await Waiting<T>(name, 1, ct)).Rows.Count > 0;

    /// <summary>When the oldest row that waits came; null when none waits.</summary>
    public async Task<DateTimeOffset?> WaitingSince<T>(string name, CancellationToken ct) where T : class, ILogRow => (await Waiting<T>(name, 1, ct)).Rows.FirstOrDefault()?.At;

    /// <summary>A look without a write lock, so that idle subscribers cost next to nothing.</summary>
    async Task<(EventCursor? At, List<T> Rows)> Waiting<T>(string name, int most, CancellationToken ct) where T : class, ILogRow =>
        await db.Set<EventCursor>().AsNoTracking().SingleOrDefaultAsync(c => c.Subscriber == name, ct) is { } at ? (at, await Rows<T>(at, most, ct)) : (null, []);

    async Task<List<T>> Rows<T>(EventCursor after, int most, CancellationToken ct) where T : class, ILogRow
    {
        using var across = db.AcrossBrands();
        return await db.Dialect.RowsAfter<T>(db, after.Tx, after.Position, most).IgnoreQueryFilters().AsNoTracking().ToListAsync(ct);
    }

    /// <summary>About how many rows wait.</summary>
    public async Task<long> Lag<T>(string name, CancellationToken ct) where T : class, ILogRow
    {
        using var across = db.AcrossBrands();
        var rows = db.Set<T>().IgnoreQueryFilters().AsNoTracking();
        var last = await (db.Dialect.IsSqlite ? rows.OrderByDescending(r => r.Position) : rows.OrderByDescending(r => r.Tx).ThenByDescending(r => r.Position)).Select(r => r.Position).FirstOrDefaultAsync(ct);
        var at = await db.Set<EventCursor>().AsNoTracking().Where(c => c.Subscriber == name).Select(c => c.Position).SingleOrDefaultAsync(ct);
        return Math.Max(0, last - at);
    }
}
