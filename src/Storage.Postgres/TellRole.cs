using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Postgres;

/// <summary>
/// Says, in front of a statement and in the same batch, as which role and for which brand it runs. <c>SET</c> and not <c>select set_config</c>:
/// it returns no rows, which Entity Framework would take for its own. Within a transaction it is said once, and again when the brand changes;
/// outside one it is said every time, so that nothing hangs on what a pooled connection was told before.
/// </summary>
internal sealed class TellRole : DbCommandInterceptor, IDbTransactionInterceptor
{
    sealed record Told(Guid Transaction, Standing Standing, Guid Brand);

    readonly ConditionalWeakTable<AppDb, Told> told = [];

    /// <returns>What has to be said first, if anything.</returns>
    string? Words(CommandEventData data)
    {
        if (data.Context is not AppDb db) return null;
        told.TryGetValue(db, out var before);
        var transaction = db.Database.CurrentTransaction?.TransactionId;
        if (before is not null && before.Transaction != transaction) before = null;
        if (db.Standing == Standing.SchemaOwner && before is null) return null;

        var now = new Told(transaction ?? Guid.Empty, db.Standing, db.Standing == Standing.Brand ? db.BrandId : Guid.Empty);
        if (now == before) return null;
        if (transaction is not null) told.AddOrUpdate(db, now);
        return $"SET ROLE {RoleOf(now.Standing)}; SET nameplate.brand_id = '{(now.Brand == Guid.Empty ? "" : now.Brand)}'; ";
    }

    static string RoleOf(Standing standing) => standing switch { Standing.Brand => Roles.App, Standing.AcrossBrands => Roles.Worker, _ => "NONE" };

    // it takes back what was said since
    public void RolledBackToSavepoint(DbTransaction transaction, TransactionEventData eventData) => Forget(eventData);
    public Task RolledBackToSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default) { Forget(eventData); return Task.CompletedTask; }

    void Forget(TransactionEventData data)
    {
        if (data.Context is AppDb db) told.Remove(db);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) { PutInFront(command, Words(eventData)); return new(result); }
    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) { PutInFront(command, Words(eventData)); return new(result); }

    // A thread that waits for a connection of the pool holds up others, and is not always woken: 30 seconds later it would hear of a time-out.
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => throw Unawaited();
    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => throw Unawaited();
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => throw Unawaited();
    static InvalidOperationException Unawaited() => new("Records are read and written asynchronously.");

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        var words = Words(eventData);
        if (words is null || eventData.CommandSource != CommandSource.SaveChanges) PutInFront(command, words);
        else await using (var alone = Alone(command, words)) await alone.ExecuteNonQueryAsync(cancellationToken);
        return result;
    }

    static void PutInFront(DbCommand command, string? words) => command.CommandText = words + command.CommandText;

    /// <summary>A save counts the rows of its statements by their places, so nothing may stand in front of them.</summary>
    static DbCommand Alone(DbCommand command, string words)
    {
        var alone = command.Connection!.CreateCommand();
        (alone.CommandText, alone.Transaction) = (words, command.Transaction);
        return alone;
    }
}
