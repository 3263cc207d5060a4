using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Sqlite;

internal sealed class SqliteCheck : IStorageCheck
{
    public async Task<string> Version(AppDb db, CancellationToken ct) => "SQLite " + await One(db, "select sqlite_version() as Value", ct);

    public async Task<string?> Damage(AppDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "pragma quick_check(1)";
            return await command.ExecuteScalarAsync(ct) is string and not "ok" and var said ? said : null;
        }
        finally { await db.Database.CloseConnectionAsync(); }
    }

    public async Task<string?> WhyNotWritable(AppDb db, CancellationToken ct)
    {
        try
        {
            await using var tx = await db.Database.BeginTransactionAsync(ct);      // BEGIN IMMEDIATE takes the write lock
            await db.Database.ExecuteSqlRawAsync("create table doctor_was_here (x)", ct);
            await tx.RollbackAsync(ct);
            return null;
        }
        catch (SqliteException error) { return error.Message; }
    }

    public Task<DateTimeOffset?> Now(AppDb db, CancellationToken ct) => Task.FromResult<DateTimeOffset?>(null);
    public Task<TimeSpan?> OldestTransactionAge(AppDb db, CancellationToken ct) => Task.FromResult<TimeSpan?>(null);      // one writes at a time

    static async Task<string> One(AppDb db, string sql, CancellationToken ct) => (await db.Database.SqlQueryRaw<string>(sql).ToListAsync(ct))[0];
}
