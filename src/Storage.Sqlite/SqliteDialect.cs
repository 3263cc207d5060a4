using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Sqlite;

internal sealed class SqliteDialect(SqliteFile file) : IDialect
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

    /// <summary>
    /// Entity Framework's own lock is a row that a killed process leaves behind, and every later start would wait for it for ever.
    /// The lock here is the operating system's; under it a row left behind is nobody's.
    /// </summary>
    public async Task Migrate(AppDb db, CancellationToken ct)
    {
        await using var held = await Hold(ct);
        if (File.Exists(file.Path)) await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, ct);
        await db.Database.MigrateAsync(ct);
    }

    async Task<FileStream> Hold(CancellationToken ct)
    {
        while (true)
        {
            try { return new FileStream(file.Path + ".migrating", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose); }
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
