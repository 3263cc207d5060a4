using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Webhooks;

/// <summary>Makes messages of events that were before, from a token or a time on, up to now.</summary>
internal sealed class ReplayEvents(AppDb db, CurrentBrand brand, LogRestores restores, TimeProvider clock) : IJob
{
    static string IJob.Kind => "platform.webhook-replay";
    const int Portion = 200;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>From where events are sent once more. Give one of the two; without both it begins with the first event.</summary>
    /// <param name="After">The token of the last event not to be sent.</param>
    /// <param name="From">The time of the first event to be sent.</param>
    internal sealed record Input(string? After = null, DateTimeOffset? From = null);

    sealed record Order(Guid Webhook, string After, DateTimeOffset? From, DateTimeOffset Until);

    internal async Task<FieldError?> Handle(Webhook webhook, Input input, CancellationToken ct)
    {
        if (input is { After: not null, From: not null }) return new("from", "Give after or from, not both.");
        var (tx, position, lost) = (0UL, 0L, default(LogRestore));
        var tokens = await restores.Of<PlatformEvent>(db, ct);
        if (input.After is not null && !tokens.TryRead(input.After, out tx, out position, out lost)) return new("after", "This is not a token of the event log.");
        if (lost is not null) return new("after", tokens.Explain(lost));
        var now = clock.GetUtcNow();
        db.Add(Job.New(brand.Id, "platform.webhook-replay", JsonSerializer.Serialize(new Order(webhook.Id, string.Create(CultureInfo.InvariantCulture, $"{tx}.{position}"), input.From, now)), now));
        await db.SaveChangesAsync(ct);
        return null;
    }

    async Task IJob.Run(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize<Order>(job.Argument)!;
        var tokens = await restores.Of<PlatformEvent>(db, ct);
        var next = await db.Dialect.NextTransaction(db, ct);
        while (true)
        {
            db.ChangeTracker.Clear();
            var own = await db.Set<Job>().SingleAsync(j => j.Id == job.Id, ct);      // how far it has come is saved with the messages
            ListEvents.TryPlace(own.Progress ?? order.After, out var tx, out var position);
            if (await db.Set<Webhook>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == order.Webhook, ct) is not { } webhook) return;
            var events = await db.Dialect.EventsAfter(db, tx, position, Portion, brand.Id).AsNoTracking().ToListAsync(ct);
            foreach (var e in events.Where(e => e.At <= order.Until && (order.From is null || e.At >= order.From) && webhook.Hears(e.Type))) db.Add(TellWebhooks.Message(webhook, e, tokens.Of(e), clock.GetUtcNow()));
            if (events.Count == 0 && await db.Dialect.OldestTransaction(db, ct) < next)      // what was committed stays out of sight while an older transaction runs
            {
                await Task.Delay(Look, ct);
                continue;
            }
            if (events.Count == 0 || events.TrueForAll(e => e.At > order.Until)) return;
            own.Progress = ListEvents.Place(events[^1]);
            await db.SaveChangesAsync(ct);
        }
    }
}
