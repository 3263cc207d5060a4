using System.Text.Json.Nodes;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Webhooks;

/// <summary>A message of type <c>platform.test</c>, sent at once.</summary>
internal sealed class TestWebhook(AppDb db, WebhookSender sender, IServiceProvider services, TimeProvider clock)
{
    internal async Task<Answer> Handle(Webhook webhook, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = OrderedId.Next();
        var message = Delivery.To(webhook, $"msg_test_{id:n}", "platform.test", TellWebhooks.Body("platform.test", now, new JsonObject { ["text"] = "This is a test." }), now);
        db.Add(message);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return await sender.Send(services, message.Id, ct) ?? new Answer(null, "is being sent", 0);
    }
}
