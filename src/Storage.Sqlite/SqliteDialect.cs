using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Sqlite;

internal sealed class SqliteDialect(SqliteFile file, Served served) : IDialect
{
    public bool IsSqlite => true;

    public void Configure(ModelConfigurationBuilder conventions) => conventions.Properties<Guid>().HaveConversion<GuidAsBlob>();

    public Task<EventCursor?> LockCursor(AppDb db, string subscriber, CancellationToken ct) => db.Set<EventCursor>().SingleOrDefaultAsync(c => c.Subscriber == subscriber, ct);

    // one writes at a time, so the order of positions is the order of commits
    public IQueryable<T> RowsAfter<T>(AppDb db, ulong tx, long position, int limit, Guid? brand = null) where T : class, ILogRow =>
        db.Set<T>().Where(e => e.Position > position && (brand == null || e.BrandId == brand)).OrderBy(e => e.Position).Take(limit);

    public Task<ulong> NextTransaction(AppDb db, CancellationToken ct) => Task.FromResult(0UL);
    public Task<ulong> OldestTransaction(AppDb db, CancellationToken ct) => Task.FromResult(0UL);

    public Task<Job?> LockDueJob(AppDb db, DateTimeOffset now, CancellationToken ct)
    {
        var jobs = db.Set<Job>().IgnoreQueryFilters();
        return jobs.Where(j => (j.State == JobState.Waiting && j.DueAt <= now) || (j.State == JobState.Running && j.LeasedUntil < now))
            .Where(j => !jobs.Any(other => other.BrandId == j.BrandId && other.Kind == j.Kind && other.State == JobState.Running && other.LeasedUntil >= now))
            .OrderBy(j => j.DueAt).ThenBy(j => j.Id).FirstOrDefaultAsync(ct);
    }

    static readonly TimeSpan BesideVisitors = TimeSpan.FromMilliseconds(5);      // some take twice as long, and with the commit and whatever else the machine does that is under 20 ms
    static readonly TimeSpan ByItself = TimeSpan.FromMilliseconds(100);      // each page is written to the log fewer times

    public Pace Pace => new(50, 10_000, () => served.Now ? BesideVisitors : ByItself);

    public IBulkInsert Insert(AppDb db) => new BulkInsert(db);

    sealed class BulkInsert(AppDb db) : IBulkInsert
    {
        public Task Add<T>(IReadOnlyList<T> rows, CancellationToken ct) where T : class
        {
            using var insert = new SqliteInsert<T>(((SqliteConnection)db.Database.GetDbConnection()).Handle!, BulkTable<T>.In(db));
            foreach (var row in rows) insert.Write(row);
            return Task.CompletedTask;
        }

        public Task End(CancellationToken ct) => Task.CompletedTask;
    }

    // The rows' places come first: most keys of an import are new, and a look into the index that finds nothing is all they cost.
    // CROSS JOIN keeps the planner from reading the table first
    public IQueryable<T> Among<T>(AppDb db, string[] columns, IReadOnlyList<object[]> keys, bool ofBrand = true) where T : class
    {
        var table = BulkTable<T>.In(db).Name;
        var places = Places(db, table, columns, keys, ofBrand);
        if (places.Count == 0) return db.Set<T>().Where(_ => false);
        var sql = $"select t.* from json_each({{0}}) k cross join {table} t where t.rowid = k.value";
        return db.Set<T>().FromSqlRaw(sql, JsonSerializer.Serialize(places));
    }

    static List<long> Places(AppDb db, string table, string[] columns, IReadOnlyList<object[]> keys, bool ofBrand)
    {
        List<long> places = [];
        Look(db, "rowid", table, columns, keys, ofBrand, find => { while (find.Step()) places.Add(find.Integer(0)); });
        return places;
    }

    public Task<IReadOnlyList<Guid?>> Ids<T>(AppDb db, string[] columns, IReadOnlyList<object[]> keys, CancellationToken ct) where T : class
    {
        List<Guid?> ids = new(keys.Count);
        Look(db, "id", BulkTable<T>.In(db).Name, columns, keys, true, find => ids.Add(find.Step() ? find.Id(0) : null));
        return Task.FromResult<IReadOnlyList<Guid?>>(ids);
    }

    static void Look(AppDb db, string what, string table, string[] columns, IReadOnlyList<object[]> keys, bool ofBrand, Action<SqliteStatement> each)
    {
        if (keys.Count == 0) return;
        db.Database.OpenConnection();
        try
        {
            var database = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
            using var sight = new SqliteSight(database);
            using var find = new SqliteStatement(database, $"select {what} from {table} where {string.Join(" and ", columns.Select((c, i) => $"{c} = ?{i + 1}"))}{(ofBrand ? $" and brand_id = ?{columns.Length + 1}" : "")}");
            if (ofBrand) find.Bind(columns.Length + 1, db.BrandId);
            foreach (var key in keys)
            {
                for (var i = 0; i < key.Length; i++)
                    if (key[i] is Guid id) find.Bind(i + 1, id);
                    else find.Bind(i + 1, (string)key[i]);
                each(find);
                find.Reset();
            }
        }
        finally { db.Database.CloseConnection(); }
    }

    public async Task<IAsyncDisposable> Alone(AppDb db, string work, CancellationToken ct)
    {
        var held = await Hold(Path.Combine(Path.GetDirectoryName(file.Path)!, "locks", work), ct);
        await db.Database.OpenConnectionAsync(ct);
        db.IsUnhurried = true;
        await db.Database.ExecuteSqlRawAsync("pragma cache_size = -65536", ct);      // leaves of indexes that random keys fall into
        return new Readied(db, held);
    }

    sealed class Readied(AppDb db, FileStream held) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await held.DisposeAsync();
            db.IsUnhurried = false;
            if (db.Database.GetDbConnection().State != System.Data.ConnectionState.Open) return;
            await db.Database.ExecuteSqlRawAsync("pragma cache_size = -2000; pragma shrink_memory");
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>
    /// Entity Framework's own lock is a row that a killed process leaves behind, and every later start would wait for it for ever.
    /// The lock here is the operating system's; under it a row left behind is nobody's.
    /// </summary>
    public async Task Migrate(AppDb db, CancellationToken ct)
    {
        await using var held = await Hold(file.Path + ".migrating", ct);
        if (File.Exists(file.Path)) await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, ct);
        await db.Database.MigrateAsync(ct);
    }

    // the file stays: were it deleted on close, an attempt that fails would delete it under who holds it
    static async Task<FileStream> Hold(string path, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try { return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1); }
            catch (IOException) { await Task.Delay(50, ct); }
        }
    }

    /// <summary>SQLite has no second lock: one program reads the file, and the query filter is its lock.</summary>
    public Task<bool> IsLocked(AppDb db, CancellationToken ct) => Task.FromResult(true);

    public bool IsDuplicateKey(DbUpdateException error) => error.InnerException is SqliteException { SqliteErrorCode: 19, SqliteExtendedErrorCode: 1555 or 2067 };

    public string? Explain(Exception error) => error is not SqliteException e ? null : e.SqliteErrorCode switch
    {
        14 or 8 => $"The database {file.Path} cannot be opened or written. Check that this user may write there, or name another folder with --data.",
        13 => "The disk is full. Free some space; nothing that was acknowledged is lost.",
        11 or 26 => $"{file.Path} is not a database, or it is damaged. Restore it from a backup, or name another folder with --data.",
        5 or 6 => $"Another process holds {file.Path}. Stop it, or name another folder with --data.",
        _ => null,
    };

    // 16 bytes in big-endian order: half the size of text, and version 7 ids keep their order in time
    sealed class GuidAsBlob() : ValueConverter<Guid, byte[]>(g => g.ToByteArray(true), b => new Guid(b, true));
}

/// <summary>Where the database lies.</summary>
public sealed record SqliteFile(string Path)
{
    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path, DefaultTimeout = 30 }.ToString();
}
