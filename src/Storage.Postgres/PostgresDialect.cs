using System.Globalization;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Storage.Postgres;

/// <param name="statistics">Not asked for by who only wants an error explained.</param>
internal sealed class PostgresDialect(PostgresStatistics? statistics = null) : IDialect
{
    public bool IsSqlite => false;

    public void Configure(ModelConfigurationBuilder conventions) => conventions.Properties<ulong>().HaveColumnType("xid8");

    public Task<EventCursor?> LockCursor(AppDb db, string subscriber, CancellationToken ct) =>
        db.Set<EventCursor>().FromSql($"select * from platform_cursor where subscriber = {subscriber} for update skip locked").SingleOrDefaultAsync(ct);

    // A row of a transaction that began earlier may appear behind rows already read; so nothing is read before every transaction
    // that could still come in front of it has ended. Position alone would lose events: it is drawn before the commit.
    public IQueryable<T> RowsAfter<T>(AppDb db, ulong tx, long position, int limit, Guid? brand = null) where T : class, ILogRow =>
        db.Set<T>().FromSqlRaw(RowsOf(db.Model.FindEntityType(typeof(T))!.GetTableName()!), tx.ToString(CultureInfo.InvariantCulture), position, limit, brand!);

    static string RowsOf(string log) => $$"""
        select * from {{log}}
        where (tx, position) > ({0}::text::xid8, {1}) and tx < pg_snapshot_xmin(pg_current_snapshot())
          and ({3}::uuid is null or brand_id = {3})
        order by tx, position limit {2}
        """;

    public Task<ulong> NextTransaction(AppDb db, CancellationToken ct) => Number(db, "select pg_snapshot_xmax(pg_current_snapshot())::text as \"Value\"", ct);
    public Task<ulong> OldestTransaction(AppDb db, CancellationToken ct) => Number(db, "select pg_snapshot_xmin(pg_current_snapshot())::text as \"Value\"", ct);

    static async Task<ulong> Number(AppDb db, string query, CancellationToken ct) =>
        ulong.Parse((await db.Database.SqlQueryRaw<string>(query).ToListAsync(ct))[0], CultureInfo.InvariantCulture);

    public async Task<Job?> LockDueJob(AppDb db, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('platform_job'))", ct);      // nodes choose one after the other
        return await db.Set<Job>().FromSql($"""
            select * from platform_job j where ((state = 'waiting' and due_at <= {now.UtcDateTime}) or (state = 'running' and leased_until < {now.UtcDateTime}))
              and not exists (select from platform_job o where o.brand_id = j.brand_id and o.kind = j.kind and o.state = 'running' and o.leased_until >= {now.UtcDateTime})
            order by due_at, id limit 1
            """).IgnoreQueryFilters().AsAsyncEnumerable().FirstOrDefaultAsync(ct);
    }

    public async Task Migrate(AppDb db, CancellationToken ct)
    {
        using var owner = db.AsSchemaOwner();
        if (!await db.Database.CanConnectAsync(ct)) await db.GetService<IRelationalDatabaseCreator>().CreateAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_lock(hashtext('nameplate schema'))", ct);      // two that begin at once go one after the other; the lock ends with its connection
            await Change(db, ct);
            await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock(hashtext('nameplate schema'))", ct);
        }
        finally { await db.Database.CloseConnectionAsync(); }
    }

    static async Task Change(AppDb db, CancellationToken ct)
    {
        await Roles.Make(db, ct);
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any()) await BrandLocks.Lift(db, ct);
        await db.Database.MigrateAsync(ct);
        await BrandLocks.Apply(db, ct);
    }

    public async Task<bool> IsLocked(AppDb db, CancellationToken ct)
    {
        using var owner = db.AsSchemaOwner();
        return await Roles.AreThere(db, ct) && await BrandLocks.Open(db, ct) is [];
    }

    public Pace Pace => new(400, 8_000, () => TimeSpan.FromMilliseconds(400));      // a longer transaction would hold every cursor back

    public IBulkInsert Insert(AppDb db) => new PostgresInsert(db, statistics);

    // each key finds its rows by the index: OFFSET keeps the planner from reading the whole table instead
    public IQueryable<T> Among<T>(AppDb db, string[] columns, IReadOnlyList<object[]> keys, bool ofBrand = true) where T : class
    {
        if (keys.Count == 0) return db.Set<T>().Where(_ => false);
        var match = string.Join(" and ", columns.Select((column, i) => $"t.{column} = k.c{i}"));
        var arrays = string.Join(", ", columns.Select((_, i) => $"{{{i}}}"));
        var aliases = string.Join(", ", columns.Select((_, i) => $"c{i}"));
        object[] parameters = [.. Columns(columns.Length, keys), db.BrandId];
        var sql = $"select t.* from unnest({arrays}) k({aliases}) cross join lateral (select * from {BulkTable<T>.In(db).Name} t where {(ofBrand ? $"t.brand_id = {{{columns.Length}}} and " : "")}{match} offset 0) t";
        return db.Set<T>().FromSqlRaw(sql, parameters);
    }

    public async Task<IReadOnlyList<Guid?>> Ids<T>(AppDb db, string[] columns, IReadOnlyList<object[]> keys, CancellationToken ct) where T : class
    {
        if (keys.Count == 0) return [];
        var match = string.Join(" and ", columns.Select((column, i) => $"t.{column} = k.c{i}"));
        var arrays = string.Join(", ", columns.Select((_, i) => $"{{{i}}}"));
        var aliases = string.Join(", ", columns.Select((_, i) => $"c{i}"));
        object[] parameters = [.. Columns(columns.Length, keys), db.BrandId];
        var sql = $"select (select id from {BulkTable<T>.In(db).Name} t where t.brand_id = {{{columns.Length}}} and {match}) as \"Value\" from unnest({arrays}) with ordinality k({aliases}, at) order by k.at";
        return await db.Database.SqlQueryRaw<Guid?>(sql, parameters).ToListAsync(ct);
    }

    /// <summary>An array a column.</summary>
    static IEnumerable<object> Columns(int count, IReadOnlyList<object[]> keys) =>
        Enumerable.Range(0, count).Select(i => new NpgsqlParameter { Value = keys[0][i] is Guid ? keys.Select(k => (Guid)k[i]).ToArray() : keys.Select(k => (string)k[i]).ToArray() });

    public async Task<IAsyncDisposable> Alone(AppDb db, string work, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        while (!(await db.Database.SqlQuery<bool>($"select pg_try_advisory_lock(hashtextextended({work}, 0)) as \"Value\"").ToListAsync(ct))[0]) await Task.Delay(200, ct);
        return new Readied(db);
    }

    /// <summary>The lock ends with the session, which a connection that goes back to the pool leaves.</summary>
    sealed class Readied(AppDb db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await db.Database.CloseConnectionAsync();
    }

    public bool IsDuplicateKey(DbUpdateException error) => error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public string? Explain(Exception error) => error switch
    {
        RolesMissing => error.Message,
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } e => $"PostgreSQL refuses this user: {e.MessageText}. Check user and password in --postgres.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } e => $"PostgreSQL has no such database: {e.MessageText}. Make it with createdb, or name another in --postgres.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } e => $"This PostgreSQL user may not do that: {e.MessageText}. --postgres must name the owner of the database.",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "The disk of the PostgreSQL server is full. Free some space; nothing that was acknowledged is lost.",
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } e => $"PostgreSQL cannot be reached: {e.InnerException!.Message}. Check that it runs and that host and port in --postgres are right.",
        _ => null,
    };
}
