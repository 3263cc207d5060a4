using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nameplate.Messaging;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Tests.Platform.Mail;
using Nameplate.Tests.Platform.Webhooks;

namespace Nameplate.Tests.Messaging;

/// <summary>A server that sends, to a mail server of ours and to a gateway for phones, with a clock that can be moved; and kinds of messages to send.</summary>
public sealed class MailingServers : IAsyncDisposable
{
    public const string News = "test.news", Notice = "test.notice", Safety = "test.safety", Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public sealed record Mailing(Server Server, SmtpSink Sink, Receiver Gateway);

    readonly ConcurrentDictionary<string, Lazy<Task<Mailing>>> started = new();

    public Task<Mailing> On(string storage) => started.GetOrAdd(storage, s => new(() => Start(s))).Value;

    static async Task<Mailing> Start(string storage)
    {
        var (sink, gateway) = (new SmtpSink { Unknown = "nobody@example.com" }, await Receiver.Start());
        var server = await Server.Start(storage, services => services.AddSingleton<TimeProvider>(new CallingServers.Clock()).Configure<OutsideAddresses>(o => o.AllowPrivate = true)
            .AddSingleton(Options.Create(new MailServer { Host = "127.0.0.1", Port = sink.Port, StartTls = false, From = "shop@example.com" }))
            .AddMessages<MailingServers>(Kind(News, MessagePurpose.Marketing), Kind(Notice, MessagePurpose.Transactional), Kind(Safety, MessagePurpose.Safety)),
            $$$"""{"Messages": {"Sms": {"Url": "{{{gateway.Url}}}", "Secret": "{{{Secret}}}" } } }""");
        return new(server, sink, gateway);
    }

    static MessageKind Kind(string key, MessagePurpose purpose) => new(key, purpose) { Sample = (_, _) => Task.FromResult<Letter?>(Word) };

    public static readonly Letter Word = new("Something new", "Something new", ["It is here."], "Look", "https://example.com/look", "You wanted to hear of it.");

    public async ValueTask DisposeAsync()
    {
        foreach (var one in started.Values)
        {
            var (server, sink, gateway) = await one.Value;
            await server.DisposeAsync();
            sink.Dispose();
            await gateway.DisposeAsync();
        }
    }
}

static class MessagingSteps
{
    public static Task<Guid?> Say(this BrandClient brand, string kind, Recipient to) => brand.In(async s =>
    {
        var id = await s.GetRequiredService<IMessaging>().Send(kind, to, MailingServers.Word, default);
        await s.GetRequiredService<AppDb>().SaveChangesAsync();
        return id;
    });

    /// <summary>Waits until a message is in a state.</summary>
    public static async Task<Mailed> Becomes(this BrandClient brand, Guid? id, string state, string? reason = null)
    {
        Mailed? now = null;
        for (var patience = 0; patience < 600; patience++, await Task.Delay(50))
            if ((now = (await brand.In(Mailed.All)).SingleOrDefault(m => m.Id == id)) is { } message && message.State == state && (reason is null || message.Reason == reason)) return message;
        throw new TimeoutException($"{now?.State} {now?.Reason} instead of {state} {reason}");
    }
}
