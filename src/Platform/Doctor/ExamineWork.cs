using System.Runtime.CompilerServices;
using Nameplate.Platform.Mail;

namespace Nameplate.Platform.Doctor;

/// <summary>What waits to be done: events, jobs, mails; and the disk it needs.</summary>
internal sealed class ExamineWork(Pulse pulse) : IExamine
{
    public string Check => "work";

    public async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken ct)
    {
        var vitals = await pulse.Read(ct);
        foreach (var (name, behind) in vitals.Subscribers)
            yield return behind.Seconds > 300
                ? Finding.Warning("events", $"{name} is {behind.Rows:N0} events and {behind.Seconds:N0} seconds behind.", "See that a server runs, and look in its log why this subscriber does not get on.")
                : Finding.Ok("events", $"{name} is {behind.Rows:N0} events behind.");
        if (vitals.OldestTransactionSeconds is > 60 and var seconds) yield return Finding.Warning("transactions", $"A transaction has been open for {seconds:N0} seconds and holds every subscriber back.", "Find it in pg_stat_activity and end it.");

        yield return vitals switch
        {
            { JobsFailed: > 0 } => Finding.Warning("jobs", $"{vitals.JobsFailed:N0} jobs failed for good.", "Open /admin/jobs, see why, and try again."),
            { JobsSeconds: > 600 } => Finding.Warning("jobs", $"{vitals.JobsWaiting:N0} jobs wait, the oldest for {vitals.JobsSeconds:N0} seconds.", "See that a server runs."),
            _ => Finding.Ok("jobs", $"{vitals.JobsWaiting:N0} jobs wait, none failed."),
        };
        yield return vitals.OutboxSeconds > OutgoingMail.Late.TotalSeconds
            ? Finding.Warning("outbox", $"{vitals.MailsWaiting:N0} mails wait, the oldest for {vitals.OutboxSeconds / 60:N0} minutes{(vitals.MailError is { } why ? $". One of them: {why.TrimEnd('.')}" : "")}.", "Check the mail server and the settings Mail. Mails leave by themselves once it takes them; after 72 hours a mail is given up.")
            : Finding.Ok("outbox", $"{vitals.MailsWaiting:N0} mails wait.");

        var free = $"{vitals.DiskFreeBytes / 1e9:N1} GB free, {vitals.DiskFreeShare:P0}, on the disk of the data folder.";
        if (vitals.DiskFreeBytes < 200L << 20) yield return Finding.Fails("disk", free, "Free some space.");
        else yield return vitals.DiskAlmostFull ? Finding.Warning("disk", free, "Free some space.") : Finding.Ok("disk", free);
    }
}
