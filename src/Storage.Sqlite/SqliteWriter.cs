using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Sqlite;

/// <summary>
/// Lets one write transaction of this process in at a time, waiting without a thread. Left to itself Microsoft.Data.Sqlite
/// would sleep 150 ms at a time, holding a thread, whenever another connection writes.
/// </summary>
public sealed class SqliteWriter : IDbTransactionInterceptor, IDbConnectionInterceptor
{
    readonly WriteTurns turns = new();
    readonly SqliteCheckpoints checkpoints;
    readonly ConditionalWeakTable<DbConnection, object> holders = [];

    public SqliteWriter(SqliteFile file) => checkpoints = new(file, turns);

    /// <summary>For writers with a connection of their own, outside Entity Framework.</summary>
    public void Enter() => turns.Enter();
    public void Leave()
    {
        turns.Leave();
        checkpoints.Look();
    }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await turns.Enter(IsUnhurried(eventData), cancellationToken);
        holders.Add(connection, this);
        return result;
    }

    public InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        turns.Enter(IsUnhurried(eventData), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        holders.Add(connection, this);
        return result;
    }

    static bool IsUnhurried(TransactionStartingEventData starting) => starting.Context is AppDb { IsUnhurried: true };

    void Release(DbConnection? connection)
    {
        if (connection is not null && holders.Remove(connection)) Leave();
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Release(eventData.Context?.Database.GetDbConnection());
    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Release(eventData.Context?.Database.GetDbConnection());
    public void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData) => Release(eventData.Context?.Database.GetDbConnection());
    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Release(connection);      // disposed without commit or roll-back

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) { TransactionCommitted(transaction, eventData); return Task.CompletedTask; }
    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) { TransactionRolledBack(transaction, eventData); return Task.CompletedTask; }
    public Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default) { TransactionFailed(transaction, eventData); return Task.CompletedTask; }
    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData) { Release(connection); return Task.CompletedTask; }

    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare(connection);
    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) { Prepare(connection); return Task.CompletedTask; }

    static readonly string Pragmas = $"pragma busy_timeout = 5000; pragma synchronous = full; pragma wal_autocheckpoint = 0; pragma journal_size_limit = {SqliteCheckpoints.Short}";

    /// <summary>An answered request is on the disk: FULL costs about 6 % of the scan rate and nothing else that matters.</summary>
    public static void Prepare(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
