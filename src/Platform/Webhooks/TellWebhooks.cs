using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Webhooks;

/// <summary>Turns events into messages for the webhooks that hear of them, exactly once.</summary>
internal sealed class TellWebhooks(AppDb db, LogRestores restores, TimeProvider clock) : ISubscriber
{
    public static string Name => "platform.webhooks";

    public async Task Handle(IReadOnlyList<PlatformEvent> events, CancellationToken ct)
    {
        var webhooks = await db.Set<Webhook>().AsNoTracking().Where(w => w.State == WebhookState.Active).ToListAsync(ct);
        if (webhooks.Count == 0) return;
        var tokens = await restores.Of<PlatformEvent>(db, ct);
        foreach (var e in events)
            foreach (var webhook in webhooks.Where(w => w.Hears(e.Type) && e.At >= w.CreatedAt))      // what was before it can be replayed
                db.Add(Message(webhook, e, tokens.Of(e), clock.GetUtcNow()));
    }

    public static Delivery Message(Webhook webhook, PlatformEvent e, string token, DateTimeOffset now) =>
        Delivery.To(webhook, "msg_" + token.Replace('.', '_'), e.Type, Body(e.Type, e.At, new JsonObject
        {
            ["token"] = token, ["unitId"] = e.UnitId, ["ownerId"] = e.OwnerId, ["payload"] = JsonNode.Parse(e.Payload),
        }), now);

    /// <summary>The body of a message: <c>type</c>, <c>timestamp</c> and <c>data</c>, which is the event as the list of events shows it.</summary>
    public static string Body(string type, DateTimeOffset at, JsonNode data) =>
        new JsonObject { ["type"] = type, ["timestamp"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), ["data"] = data }.ToJsonString(JsonSerializerOptions.Web);
}
