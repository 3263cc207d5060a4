using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Webhooks;

/// <summary>
/// Sends what is due: to one webhook one message after the other, to several at once, so that a slow one holds up nobody else. Each attempt is claimed
/// before it is made, so that of two nodes one makes it; a claim lapses with the process that held it, and the message is sent again.
/// </summary>
public sealed partial class WebhookSender(IServiceScopeFactory scopes, IHttpClientFactory clients, TimeProvider clock, ILogger<WebhookSender> log) : BackgroundService
{
    const int AtOnce = 16;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromSeconds(15), Turn = TimeSpan.FromSeconds(5);
    readonly ConcurrentDictionary<Guid, Task> busy = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var (brand, webhook) in await Due(stoppingToken))
                    if (busy.Count < AtOnce && !busy.ContainsKey(webhook)) busy[webhook] = Serve(brand, webhook, stoppingToken);
                await Task.Delay(Look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { break; }
            catch (Exception error)      // the database is away: look again
            {
                NotSent(error);
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await Task.WhenAll(busy.Values);
    }

    async Task<List<(Guid Brand, Guid Webhook)>> Due(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        using var across = db.AcrossBrands();
        var now = clock.GetUtcNow();
        Guid[] serving = [.. busy.Keys];
        var due = await db.Set<Delivery>().IgnoreQueryFilters().AsNoTracking().Where(d => d.State == DeliveryState.Waiting && d.DueAt <= now && !serving.Contains(d.WebhookId))
            .Where(d => db.Set<Webhook>().IgnoreQueryFilters().Any(w => w.BrandId == d.BrandId && w.Id == d.WebhookId && w.State == WebhookState.Active)).OrderBy(d => d.DueAt).Take(200).Select(d => new { d.BrandId, d.WebhookId }).ToListAsync(ct);
        return [.. due.Select(d => (d.BrandId, d.WebhookId)).Distinct()];
    }

    async Task Serve(Guid brand, Guid webhook, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            for (var (began, failures) = (Stopwatch.GetTimestamp(), 0); Stopwatch.GetElapsedTime(began) < Turn && failures < 2;)
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
                var db = scope.ServiceProvider.GetRequiredService<AppDb>();
                var now = clock.GetUtcNow();
                if (await db.Set<Delivery>().Where(d => d.WebhookId == webhook && d.State == DeliveryState.Waiting && d.DueAt <= now).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Select(d => d.Id).Take(1).ToListAsync(ct) is not [var next]) return;
                if (await Send(scope.ServiceProvider, next, ct) is { IsTaken: false }) failures++;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { /* stopped: the claim lapses */ }
        catch (Exception error) { NotSent(error); }      // what was not written down is sent again when its claim lapses
        finally { busy.TryRemove(webhook, out _); }
    }

    /// <summary>Makes one attempt at a message of the current brand and writes down what came of it.</summary>
    /// <returns>Null when there is nothing to send, or another is at it.</returns>
    internal async Task<Answer?> Send(IServiceProvider services, Guid id, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        var now = clock.GetUtcNow();
        if (await db.Set<Delivery>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is not { State: DeliveryState.Waiting } due) return null;
        if (await db.Set<Webhook>().SingleOrDefaultAsync(w => w.Id == due.WebhookId, ct) is not { State: WebhookState.Active } webhook) return null;
        await using (var claim = await db.Database.BeginTransactionAsync(ct))
        {
            var until = now + Delivery.Lease;
            if (await db.Set<Delivery>().Where(d => d.Id == id && d.State == DeliveryState.Waiting && d.DueAt == due.DueAt).ExecuteUpdateAsync(u => u.SetProperty(d => d.DueAt, until), ct) == 0) return null;
            await claim.CommitAsync(ct);
        }

        var answer = await Post(services.GetRequiredService<Signature>(), webhook, due, ct);
        now = clock.GetUtcNow();
        var delivery = await db.Set<Delivery>().SingleAsync(d => d.Id == id, CancellationToken.None);
        delivery.Record(answer, now);
        if (answer.Status == 410) webhook.EndForGood();
        db.Add(new Attempt { BrandId = delivery.BrandId, DeliveryId = id, Number = delivery.Attempts, At = now, Status = answer.Status, Error = answer.Error, Milliseconds = answer.Milliseconds });
        await db.SaveChangesAsync(CancellationToken.None);
        return answer;
    }

    async Task<Answer> Post(Signature signature, Webhook webhook, Delivery message, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        var now = clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new StringContent(message.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", message.MessageId);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", signature.Of(webhook, message.MessageId, now.ToUnixTimeSeconds(), message.Body, now));
        request.Headers.UserAgent.ParseAdd("Nameplate/1.0");
        try
        {
            using var client = clients.CreateClient(OutsideHttp.Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return Of((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : $"answered {(int)answer.StatusCode} {answer.ReasonPhrase}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return Of(null, "did not answer within 15 seconds"); }
        catch (HttpRequestException error) { return Of(null, Reason(error)); }

        Answer Of(int? status, string? error) => new(status, error, (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    static string Reason(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name is not known",
        HttpRequestError.SecureConnectionError => "its certificate is not valid",
        _ when error.InnerException is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } => "its name is not known",
        _ when error.InnerException is SocketException socket => $"could not be reached: {socket.SocketErrorCode switch { SocketError.ConnectionRefused => "nobody listens there", SocketError.TimedOut => "no answer in time", _ => "the network does not lead there" }}",
        _ when error.InnerException is NotPublic refused => refused.Message,
        _ => "the connection broke",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook messages could not be worked on")]
    partial void NotSent(Exception error);
}
