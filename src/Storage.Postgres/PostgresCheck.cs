using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Storage.Postgres;

internal sealed class PostgresCheck : IStorageCheck
{
    public async Task<string> Version(AppDb db, CancellationToken ct) => "PostgreSQL " + (await One<string>(db, "select current_setting('server_version') as \"Value\"", ct)).Split(' ')[0];

    public async Task<string?> Damage(AppDb db, CancellationToken ct) =>
        await One<long>(db, "select count(*) as \"Value\" from pg_index where not indisvalid", ct) is > 0 and var broken ? $"{broken} indexes are not valid" : null;

    public async Task<string?> WhyNotWritable(AppDb db, CancellationToken ct)
    {
        if (await One<bool>(db, "select pg_is_in_recovery() as \"Value\"", ct)) return "the server is a read-only standby";
        try
        {
            await using var tx = await db.Database.BeginTransactionAsync(ct);
            await db.Database.ExecuteSqlRawAsync("update platform_cursor set position = position where subscriber = (select min(subscriber) from platform_cursor)", ct);
            await tx.RollbackAsync(ct);
            return null;
        }
        catch (PostgresException error) { return error.MessageText; }
    }

    public async Task<DateTimeOffset?> Now(AppDb db, CancellationToken ct) => new DateTimeOffset(await One<DateTime>(db, "select clock_timestamp() as \"Value\"", ct));

    // read-only transactions have no number and hold nobody back
    public async Task<TimeSpan?> OldestTransactionAge(AppDb db, CancellationToken ct) =>
        (await db.Database.SqlQueryRaw<double?>("select extract(epoch from clock_timestamp() - min(xact_start))::double precision as \"Value\" from pg_stat_activity where backend_xid is not null and pid <> pg_backend_pid()").ToListAsync(ct))[0] is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    static async Task<T> One<T>(AppDb db, string sql, CancellationToken ct) => (await db.Database.SqlQueryRaw<T>(sql).ToListAsync(ct))[0];
}
