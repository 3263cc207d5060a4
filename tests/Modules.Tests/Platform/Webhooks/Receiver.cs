using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nameplate.Tests.Platform.Webhooks;

/// <summary>A maker's own system that takes messages, or answers as it is told.</summary>
public sealed class Receiver : IAsyncDisposable
{
    public sealed record Message(string Id, string Timestamp, string Signature, string Body)
    {
        public JsonElement Json => JsonElement.Parse(Body);

        /// <summary>Checked as the Standard Webhooks specification says, by the receiver's own hand.</summary>
        public bool IsSignedWith(string secret)
        {
            var mac = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}"));
            return Signature.Split(' ').Contains("v1," + Convert.ToBase64String(mac));
        }
    }

    readonly WebApplication app;
    readonly ConcurrentQueue<Message> taken = new();

    Receiver(WebApplication app) => this.app = app;

    public int Answers { get; set; } = 200;
    public IReadOnlyList<Message> Taken => [.. taken];
    public string Url => app.Urls.First() + "/hooks";

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.MapPost("/hooks", async (HttpContext http) =>
        {
            using var body = new StreamReader(http.Request.Body);
            receiver.taken.Enqueue(new(http.Request.Headers["webhook-id"]!, http.Request.Headers["webhook-timestamp"]!, http.Request.Headers["webhook-signature"]!, await body.ReadToEndAsync()));
            if (receiver.Answers == 302) http.Response.Headers.Location = receiver.Url + "/elsewhere";
            return TypedResults.StatusCode(receiver.Answers);
        });
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until as many messages have come; more may come.</summary>
    public async Task<IReadOnlyList<Message>> Wait(int count, string? type = null)
    {
        for (var patience = 0; patience < 600; patience++)
        {
            var some = Taken.Where(m => type is null || m.Json.GetProperty("type").GetString() == type).ToList();
            if (some.Count >= count) return some;
            await Task.Delay(50);
        }
        throw new TimeoutException($"{Taken.Count} messages came, {count} were expected");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
