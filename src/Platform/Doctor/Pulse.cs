using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Backups;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Doctor;

/// <summary>How far a subscriber is behind: rows, and seconds since the oldest of them came.</summary>
public sealed record Behind(long Rows, double Seconds);

/// <summary>What of the running system may be late or short.</summary>
public sealed record Vitals(
    IReadOnlyDictionary<string, Behind> Subscribers, double? OldestTransactionSeconds, long MailsWaiting, double OutboxSeconds, string? MailError,
    long JobsWaiting, double JobsSeconds, long JobsFailed, long DiskFreeBytes, double DiskFreeShare)
{
    /// <summary>Under 1 GB or 5 %, whichever is less.</summary>
    public bool DiskAlmostFull => DiskFreeBytes < 1L << 30 && DiskFreeShare < 0.05 || DiskFreeBytes < 200L << 20;
}

/// <summary>Reads the vitals of all brands; a few index look-ups.</summary>
public sealed class Pulse(AppDb db, IEnumerable<Subscribed> subscribers, IStorageCheck storage, DataFolder data, IEnumerable<IWaitingMail> others, IServiceProvider services, TimeProvider clock)
{
    public async Task<Vitals> Read(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        SortedDictionary<string, Behind> behind = new(StringComparer.Ordinal);
        foreach (var subscriber in subscribers)
        {
            var rows = await subscriber.Lag(services, ct);
            behind[subscriber.Name] = new(rows, rows == 0 ? 0 : Since(await subscriber.WaitingSince(services, ct), now));
        }
        using var across = db.AcrossBrands();
        var mails = db.Set<OutgoingMail>().IgnoreQueryFilters().AsNoTracking().Where(m => m.State == MailState.Waiting);
        var jobs = db.Set<Job>().IgnoreQueryFilters().AsNoTracking();
        var due = jobs.Where(j => j.State == JobState.Waiting && j.DueAt <= now);
        var disk = new DriveInfo(Path.GetFullPath(data.Path));
        List<MailsWaiting> waiting = [new(await mails.LongCountAsync(ct), await mails.MinAsync(m => (DateTimeOffset?)m.CreatedAt, ct), await mails.Where(m => m.Error != null).OrderByDescending(m => m.DueAt).Select(m => m.Error).FirstOrDefaultAsync(ct))];
        foreach (var other in others) waiting.Add(await other.Waiting(ct));
        var outbox = Since(waiting.Min(w => w.Since), now);
        return new(behind, (await storage.OldestTransactionAge(db, ct))?.TotalSeconds,
            waiting.Sum(w => w.Count), outbox, outbox < OutgoingMail.Late.TotalSeconds ? null : waiting.Select(w => w.Error).FirstOrDefault(e => e is not null),
            await due.LongCountAsync(ct), Since(await due.MinAsync(j => (DateTimeOffset?)j.DueAt, ct), now), await jobs.LongCountAsync(j => j.State == JobState.Failed, ct),
            disk.AvailableFreeSpace, disk.TotalSize == 0 ? 1 : (double)disk.AvailableFreeSpace / disk.TotalSize);
    }

    static double Since(DateTimeOffset? time, DateTimeOffset now) => time is { } t && t < now ? Math.Round((now - t).TotalSeconds, 1) : 0;
}
