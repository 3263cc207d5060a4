using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nameplate.Messaging.Channels;
using Nameplate.Messaging.Suppression;
using Nameplate.Messaging.Templates;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Deliveries;

/// <summary>
/// Sends what is due, each message once. It is claimed before anything is said to the other side, and marked in the records before the other side can have any of it.
/// A process that dies before the mark has sent nothing: when its claim lapses the message goes. One that dies behind the mark may have sent it: such a message is in doubt,
/// and only a person sends it again.
/// </summary>
internal sealed partial class DeliverMessages(IServiceScopeFactory scopes, IEnumerable<IChannel> channels, MessageKinds kinds, BrandBook brands, TimeProvider clock, ILogger<DeliverMessages> log) : BackgroundService
{
    const int InARow = 20;
    static readonly TimeSpan LeftBehind = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WriteLeftBehind(stoppingToken);
                var sent = 0;
                foreach (var channel in channels.Where(c => c.IsSet)) sent += await SendDue(channel, stoppingToken);
                if (sent == 0) await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception error)
            {
                NotSent(error);
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>What was asked for, and not written because the server was stopped.</summary>
    async Task WriteLeftBehind(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - LeftBehind;
        foreach (var (brand, id) in await Ids(q => q.Where(m => m.State == MessageState.Queued && m.WrittenAt == null && m.DueAt < before), InARow, ct))
        {
            await using var scope = ScopeOf(brand);
            try { await scope.ServiceProvider.GetRequiredService<WriteAsked>().Handle(id, ct); }
            catch (Exception error) when (error is not OperationCanceledException)      // one that cannot be written holds up no other
            {
                NotWritten(error, id);
                await PutOff(brand, id, ct);
            }
        }
    }

    async Task PutOff(Guid brand, Guid id, CancellationToken ct)
    {
        await using var scope = ScopeOf(brand);
        var (db, later) = (scope.ServiceProvider.GetRequiredService<AppDb>(), clock.GetUtcNow() + TimeSpan.FromMinutes(5));
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<Message>().Where(m => m.Id == id && m.WrittenAt == null).ExecuteUpdateAsync(u => u.SetProperty(m => m.DueAt, later), ct);
        await tx.CommitAsync(ct);
    }

    async Task<int> SendDue(IChannel channel, CancellationToken ct)
    {
        if (!channel.MayTry) return 0;
        var now = clock.GetUtcNow();
        var due = await Ids(q => q.Where(m => m.State == MessageState.Queued && m.DueAt <= now && m.WrittenAt != null && m.Channel == channel.Channel), channel.IsAway ? 1 : InARow, ct);
        if (due.Count == 0) return 0;
        using var line = channel.Connect();
        foreach (var (brand, id) in due)
        {
            ct.ThrowIfCancellationRequested();
            await using var scope = ScopeOf(brand);
            if (!await Send(scope.ServiceProvider, channel, line, id, ct)) return 0;
        }
        return due.Count;
    }

    /// <returns>False when the other side cannot be used: the others wait untouched.</returns>
    async Task<bool> Send(IServiceProvider services, IChannel channel, IDisposable line, Guid id, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        if (await Claim(db, id, clock.GetUtcNow(), channel.Lease, ct) is not { } message) return true;
        if (kinds.Find(message.Kind) is not { } kind) return true;      // its module is not there now
        if (message.HandedAt is not null)
        {
            message.Become(MessageState.InDoubt, MessageReasons.Interrupted, clock.GetUtcNow());
            await Save(db, message);
            return true;
        }
        var (html, text) = (message.Html, message.Text);
        if (kind.IsSecret && services.GetRequiredService<SealedWords>() is var seals) (html, text) = (seals.Open(html), seals.Open(text));
        if (html is null || text is null || message.Address is null) message.Become(MessageState.Failed, MessageReasons.KeyLost, clock.GetUtcNow());
        if (message.IsEnded || !await services.GetRequiredService<MayGo>().Ask(message, kind, ct))
        {
            await Save(db, message);
            return true;
        }

        var stop = message.StopToken is { } token ? services.GetRequiredService<Links>().To("/unsubscribe/" + token) : null;
        var parcel = new Parcel(message, html!, text!, (await brands.Get(message.BrandId, ct)).Name, stop);
        var handed = await channel.Send(line, parcel, async () => { message.Hand(clock.GetUtcNow()); await db.SaveChangesAsync(CancellationToken.None); }, ct);
        await Record(services, message, kind, handed);
        await Save(db, message);
        return handed.Outcome != Handover.NobodyThere && handed.Outcome != Handover.Unknown;
    }

    async Task Record(IServiceProvider services, Message message, MessageKind kind, Handed handed)
    {
        var now = clock.GetUtcNow();
        switch (handed.Outcome)
        {
            case Handover.Taken: message.Sent(now, kind.IsSecret); break;
            case Handover.Later: message.Postpone(handed.Why!, now); break;
            case Handover.NobodyThere: message.AwaitServer(handed.Why!, now); break;
            case Handover.Unknown: message.Become(MessageState.InDoubt, handed.Why, now); break;
            case Handover.Refused when BounceReport.IsNoSuchAddress(handed.Why):
                message.Become(MessageState.Bounced, handed.Why, now);
                await services.GetRequiredService<SuppressAddress>().Handle(message, SuppressionReason.Bounced, null, CancellationToken.None);
                break;
            default: message.Become(MessageState.Failed, handed.Why, now); break;
        }
        if (kind.IsSecret && message.State != MessageState.Queued) message.Wipe();
    }

    static Task Save(AppDb db, Message message)
    {
        if (message.State != MessageState.Queued) db.Announce(new MessageMoved(message.Id, message.Kind, message.State), message.ChangedAt!.Value, message.UnitId, message.OwnerId);
        return db.SaveChangesAsync(CancellationToken.None);      // at once: what left is not sent again
    }

    /// <summary>Of two nodes that see the same message, one sends it. A claim lapses with the process that held it.</summary>
    static async Task<Message?> Claim(AppDb db, Guid id, DateTimeOffset now, TimeSpan lease, CancellationToken ct)
    {
        if (await db.Set<Message>().SingleOrDefaultAsync(m => m.Id == id && m.State == MessageState.Queued && m.DueAt <= now, ct) is not { } message) return null;      // another has it by now
        var until = now + lease;
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var due = message.DueAt;
        var claimed = await db.Set<Message>().Where(m => m.Id == id && m.State == MessageState.Queued && m.DueAt == due).ExecuteUpdateAsync(u => u.SetProperty(m => m.DueAt, until), ct);
        await tx.CommitAsync(ct);
        if (claimed == 0) return null;
        message.DueAt = until;
        db.Entry(message).Property(m => m.DueAt).IsModified = false;
        return message;
    }

    async Task<List<(Guid Brand, Guid Id)>> Ids(Func<IQueryable<Message>, IQueryable<Message>> which, int most, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        using var across = db.AcrossBrands();
        var due = await which(db.Set<Message>().IgnoreQueryFilters().AsNoTracking()).OrderBy(m => m.DueAt).Take(most).Select(m => new { m.BrandId, m.Id }).ToListAsync(ct);
        return [.. due.Select(d => (d.BrandId, d.Id))];
    }

    AsyncServiceScope ScopeOf(Guid brand)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
        return scope;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The message {Id} could not be written")]
    partial void NotWritten(Exception error, Guid id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Messages could not be worked on")]
    partial void NotSent(Exception error);
}
