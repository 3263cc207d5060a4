using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Doctor;

/// <summary>The database: reachable, of the right schema, writable, whole, and of the same time.</summary>
internal sealed class ExamineStorage(AppDb db, IStorageCheck storage, TimeProvider clock) : IExamine
{
    public string Check => "storage";

    public async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken ct)
    {
        if (!await db.Database.CanConnectAsync(ct))
        {
            yield return Finding.Fails("storage", "The records cannot be reached.", db.Dialect.IsSqlite ? "Check --data; a first start makes the database: nameplate db migrate" : "Check that PostgreSQL runs and that --postgres is right.");
            yield break;
        }
        yield return Finding.Ok("storage", $"{await storage.Version(db, ct)} answers.");

        List<string> known = [.. db.Database.GetMigrations()], applied = [.. await db.Database.GetAppliedMigrationsAsync(ct)];
        if (applied.Except(known).LastOrDefault() is { } newer) yield return Finding.Fails("schema", $"The database is newer than this program: it knows the change {newer}.", "Install the newer version.");
        else if (known.Except(applied).Any())
        {
            yield return Finding.Fails("schema", $"The schema is at {applied.LastOrDefault() ?? "nothing"}; this program needs {known[^1]}.", "Run: nameplate db migrate");
            yield break;
        }
        else yield return Finding.Ok("schema", $"At {applied[^1]}.");

        yield return await storage.WhyNotWritable(db, ct) is { } reason ? Finding.Fails("writing", $"Nothing can be written: {reason.TrimEnd('.')}.", "Check rights and free space where the database lies.") : Finding.Ok("writing", "A change can be written.");
        yield return await storage.Damage(db, ct) is { } damage ? Finding.Fails("integrity", $"The database is damaged: {damage.TrimEnd('.')}.", "Stop the server and restore the last good backup.") : Finding.Ok("integrity", "The quick check finds nothing.");
        yield return Clock(await storage.Now(db, ct));
    }

    Finding Clock(DateTimeOffset? database)
    {
        var now = clock.GetUtcNow();
        var here = $"{now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, time zone {TimeZoneInfo.Local.Id}";
        if (now.Year < 2025) return Finding.Fails("clock", $"This machine’s clock says {here}.", "Set the clock, with NTP.");
        if (database is not { } there) return Finding.Ok("clock", $"{here}.");
        var skew = Math.Abs((now - there).TotalSeconds);
        return skew switch
        {
            > 60 => Finding.Fails("clock", $"This machine and the database differ by {skew:0} seconds.", "Set both clocks with NTP."),
            > 2 => Finding.Warning("clock", $"This machine and the database differ by {skew:0.0} seconds.", "Set both clocks with NTP."),
            _ => Finding.Ok("clock", $"{here}; the database agrees."),
        };
    }
}
