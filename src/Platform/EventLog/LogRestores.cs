using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.EventLog;

/// <summary>Remembers which logs came back from a backup, and when.</summary>
public sealed class LogRestores(IServiceScopeFactory scopes, TimeProvider clock)
{
    IReadOnlyList<LogRestore>? known;      // nobody restores while a server runs

    internal async ValueTask<LogTokens> Of<T>(AppDb db, CancellationToken ct) where T : class, ILogRow
    {
        known ??= await db.Set<LogRestore>().AsNoTracking().OrderByDescending(r => r.Number).ToListAsync(ct);
        var log = TableOf<T>(db);
        return new([.. known.Where(r => r.Log == log)]);
    }

    /// <summary>The records have just come back.</summary>
    /// <param name="renumbered">Tables of the logs whose rows were given other places.</param>
    public async Task Note(IReadOnlyCollection<string> renumbered, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        using var across = db.AcrossBrands();
        await Note<PlatformEvent>(db, renumbered, ct);
        await Note<AuditEntry>(db, renumbered, ct);
        await db.SaveChangesAsync(ct);
    }

    async Task Note<T>(AppDb db, IReadOnlyCollection<string> renumbered, CancellationToken ct) where T : class, ILogRow
    {
        var log = TableOf<T>(db);
        var rows = db.Set<T>().IgnoreQueryFilters().AsNoTracking();
        var last = await (db.Dialect.IsSqlite ? rows.OrderByDescending(r => r.Position) : rows.OrderByDescending(r => r.Tx).ThenByDescending(r => r.Position)).Take(1).ToListAsync(ct) is [var row] ? (row.Tx, row.Position) : (0UL, 0L);
        db.Add(new LogRestore
        {
            Log = log, Number = await db.Set<LogRestore>().CountAsync(r => r.Log == log, ct) + 1, At = clock.GetUtcNow(), LastTx = last.Item1, LastPosition = last.Item2, IsRenumbered = renumbered.Contains(log),
        });
    }

    static string TableOf<T>(AppDb db) => db.Model.FindEntityType(typeof(T))!.GetTableName()!;
}
