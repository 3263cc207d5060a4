using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Webhooks;

/// <summary>Webhooks over the API.</summary>
internal static class WebhooksApi
{
    const string NoSuch = "There is no such webhook.";

    /// <summary>A webhook.</summary>
    /// <param name="State"><c>active</c>, <c>paused</c>, or <c>gone</c> after its address answered 410.</param>
    /// <param name="FormerSecretUntil">Until then messages are signed with the secret before too.</param>
    internal sealed record Item(Guid Id, string Name, string Url, IReadOnlyList<string> Events, WebhookState State, DateTimeOffset CreatedAt, DateTimeOffset? FormerSecretUntil)
    {
        public static Item Of(Webhook w) => new(w.Id, w.Name, w.Url, w.Events.Split(' '), w.State, w.CreatedAt, w.FormerUntil);
    }

    /// <summary>A webhook and its secret, shown this once.</summary>
    /// <param name="Secret"><c>whsec_…</c>: messages are signed with it.</param>
    internal sealed record WithSecret(Item Webhook, string Secret);

    /// <summary>A message and what became of it.</summary>
    /// <param name="MessageId">Header <c>webhook-id</c>: the same at every attempt and replay of one event.</param>
    /// <param name="State"><c>waiting</c>, <c>delivered</c>, or <c>dead</c> after 72 hours without success.</param>
    /// <param name="Status">Status of the last answer; null when there was none.</param>
    /// <param name="DueAt">When it is tried next.</param>
    internal sealed record Message(Guid Id, string MessageId, string Type, DeliveryState State, int Attempts, int? Status, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt)
    {
        public static Message Of(Delivery d) => new(d.Id, d.MessageId, d.Type, d.State, d.Attempts, d.Status, d.Error, d.CreatedAt, d.State == DeliveryState.Waiting ? d.DueAt : null, d.EndedAt);
    }

    /// <summary>Lists webhooks.</summary>
    /// <example>
    /// GET /api/v1/webhooks
    /// 200
    /// {"items": [{"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "ERP", "url": "https://erp.example.com/hooks/nameplate", "events": ["owners.units-registered"], "state": "active", "createdAt": "2026-07-28T09:30:00Z", "formerSecretUntil": null}], "next": null}
    /// </example>
    internal static async Task<Ok<Paged<Item>>> List(AppDb db, CancellationToken ct) =>
        TypedResults.Ok(new Paged<Item>([.. (await db.Set<Webhook>().AsNoTracking().OrderBy(w => w.Id).ToListAsync(ct)).Select(Item.Of)], null));

    /// <summary>Shows a webhook.</summary>
    /// <param name="id">The webhook’s id.</param>
    /// <example>
    /// GET /api/v1/webhooks/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "ERP", "url": "https://erp.example.com/hooks/nameplate", "events": ["owners.units-registered"], "state": "active", "createdAt": "2026-07-28T09:30:00Z", "formerSecretUntil": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Show(Guid id, AppDb db, CancellationToken ct) =>
        await Find(db, id, ct) is { } webhook ? TypedResults.Ok(Item.Of(webhook)) : Problems.NotFound(NoSuch);

    /// <summary>Adds a webhook.</summary>
    /// <remarks>The secret is in this answer and nowhere else. Messages follow the Standard Webhooks form.</remarks>
    /// <response code="201">The webhook and its secret.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/webhooks
    /// {"name": "ERP", "url": "https://erp.example.com/hooks/nameplate", "events": ["owners.units-registered"]}
    /// 201
    /// {"webhook": {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "ERP", "url": "https://erp.example.com/hooks/nameplate", "events": ["owners.units-registered"], "state": "active", "createdAt": "2026-07-28T09:30:00Z", "formerSecretUntil": null}, "secret": "whsec_bm90IGEgc2VjcmV0LCBhbiBleGFtcGxlIG9ubHkhIQ=="}
    /// </example>
    internal static async Task<Results<Created<WithSecret>, ProblemHttpResult>> Add(RecordWebhook.Input input, RecordWebhook record, CancellationToken ct)
    {
        var (webhook, secret, errors) = await record.Add(input, ct);
        return webhook is null ? Problems.Fields(errors) : TypedResults.Created($"/api/v1/webhooks/{webhook.Id}", new WithSecret(Item.Of(webhook), secret!));
    }

    /// <summary>Changes a webhook.</summary>
    /// <param name="id">The webhook’s id.</param>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/webhooks/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// {"name": "ERP", "url": "https://erp.example.com/hooks/nameplate", "events": ["owners.units-registered"]}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "ERP", "url": "https://erp.example.com/hooks/nameplate", "events": ["owners.units-registered"], "state": "active", "createdAt": "2026-07-28T09:30:00Z", "formerSecretUntil": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Change(Guid id, RecordWebhook.Input input, IfMatch ifMatch, RecordWebhook record, AppDb db, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } webhook) return Problems.NotFound(NoSuch);
        if (!ifMatch.Allows(Item.Of(webhook))) return IfMatch.Stale;
        var errors = await record.Change(webhook, input, ct);
        return errors.Count > 0 ? Problems.Fields(errors) : TypedResults.Ok(Item.Of(webhook));
    }

    /// <summary>Removes a webhook, and its messages with it.</summary>
    /// <param name="id">The webhook’s id.</param>
    /// <response code="200">The webhook as it was.</response>
    /// <example>
    /// DELETE /api/v1/webhooks/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "ERP", "url": "https://erp.example.com/hooks/nameplate", "events": ["owners.units-registered"], "state": "active", "createdAt": "2026-07-28T09:30:00Z", "formerSecretUntil": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Remove(Guid id, RecordWebhook record, AppDb db, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } webhook) return Problems.NotFound(NoSuch);
        await record.Remove(webhook, ct);
        return TypedResults.Ok(Item.Of(webhook));
    }

    /// <summary>Gives a webhook a new secret. For 24 hours messages are signed with both.</summary>
    /// <param name="id">The webhook’s id.</param>
    /// <response code="200">The new secret, shown this once.</response>
    /// <example>
    /// POST /api/v1/webhooks/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/secrets
    /// 200
    /// {"webhook": {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "ERP", "url": "https://erp.example.com/hooks/nameplate", "events": ["owners.units-registered"], "state": "active", "createdAt": "2026-07-28T09:30:00Z", "formerSecretUntil": null}, "secret": "whsec_bm90IGEgc2VjcmV0LCBhbiBleGFtcGxlIG9ubHkhIQ=="}
    /// </example>
    internal static async Task<Results<Ok<WithSecret>, ProblemHttpResult>> Rotate(Guid id, RecordWebhook record, AppDb db, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } webhook) return Problems.NotFound(NoSuch);
        var secret = await record.Rotate(webhook, ct);
        return TypedResults.Ok(new WithSecret(Item.Of(webhook), secret));
    }

    /// <summary>What became of a test message.</summary>
    internal sealed record TestResult(bool Delivered, int? Status, string? Error, int Milliseconds);

    /// <summary>Sends a test message now and says how it was answered.</summary>
    /// <param name="id">The webhook’s id.</param>
    /// <example>
    /// POST /api/v1/webhooks/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/tests
    /// 200
    /// {"delivered": false, "status": null, "error": "its name is not known", "milliseconds": 12}
    /// </example>
    internal static async Task<Results<Ok<TestResult>, ProblemHttpResult>> Test(Guid id, TestWebhook test, AppDb db, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } webhook) return Problems.NotFound(NoSuch);
        if (webhook.State != WebhookState.Active) return Problems.Conflict("This webhook rests. Make it active first.");
        var answer = await test.Handle(webhook, ct);
        return TypedResults.Ok(new TestResult(answer.IsTaken, answer.Status, answer.Error, answer.Milliseconds));
    }

    /// <summary>Sends events once more, from any place of the log on.</summary>
    /// <param name="id">The webhook’s id.</param>
    /// <response code="202">The messages are being made; they are in the webhook’s deliveries.</response>
    /// <example>
    /// POST /api/v1/webhooks/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/replays
    /// {"from": "2026-07-01T00:00:00Z"}
    /// 202
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "ERP", "url": "https://erp.example.com/hooks/nameplate", "events": ["owners.units-registered"], "state": "active", "createdAt": "2026-07-28T09:30:00Z", "formerSecretUntil": null}
    /// </example>
    internal static async Task<Results<Accepted<Item>, ProblemHttpResult>> Replay(Guid id, ReplayEvents.Input input, ReplayEvents replay, AppDb db, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } webhook) return Problems.NotFound(NoSuch);
        return await replay.Handle(webhook, input, ct) is { } error ? Problems.Field(error.Field, error.Message) : TypedResults.Accepted($"/api/v1/webhooks/{id}/deliveries", Item.Of(webhook));
    }

    /// <summary>Lists a webhook’s messages, newest first.</summary>
    /// <param name="id">The webhook’s id.</param>
    /// <param name="state">Only <c>waiting</c>, <c>delivered</c> or <c>dead</c> ones.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 1,000; 100 when not given.</param>
    /// <example>
    /// GET /api/v1/webhooks/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/deliveries?limit=1
    /// 200
    /// {"items": [{"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "messageId": "msg_0_4711", "type": "owners.units-registered", "state": "waiting", "attempts": 1, "status": 503, "error": "answered 503 Service Unavailable", "createdAt": "2026-07-28T09:30:00Z", "dueAt": "2026-07-28T09:30:05Z", "endedAt": null}], "next": "MDE5YWI0ZDI"}
    /// </example>
    internal static async Task<Results<Ok<Paged<Message>>, ProblemHttpResult>> Deliveries(Guid id, AppDb db, CancellationToken ct, string? state = null, string? after = null, int limit = 100)
    {
        if (limit is < 1 or > 1000) return Problems.Field("limit", "Give a limit from 1 to 1000.");
        DeliveryState only = default;
        if (state is not null && !Snake.TryEnum(state, out only)) return Problems.Field("state", "Use one of waiting, delivered, dead.");
        Guid mark = default;
        if (after is not null && (PageMark.Read(after, 1) is not [var text] || !Guid.TryParse(text, out mark))) return Problems.Field("after", "This is not a mark of this list. Leave it out to begin at the start.");
        if (await Find(db, id, ct) is null) return Problems.NotFound(NoSuch);
        var deliveries = db.Set<Delivery>().AsNoTracking().Where(d => d.WebhookId == id);
        if (state is not null) deliveries = deliveries.Where(d => d.State == only);
        if (after is not null) deliveries = deliveries.Where(d => d.Id.CompareTo(mark) < 0);
        var shown = await deliveries.OrderByDescending(d => d.Id).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(new Paged<Message>([.. shown.Take(limit).Select(Message.Of)], shown.Count > limit ? PageMark.Of(shown[limit - 1].Id.ToString()) : null));
    }

    /// <summary>Sends a message once more, with 72 hours anew.</summary>
    /// <param name="id">The webhook’s id.</param>
    /// <param name="delivery">The message’s id.</param>
    /// <example>
    /// POST /api/v1/webhooks/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/deliveries/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/attempts
    /// 202
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "messageId": "msg_0_4711", "type": "owners.units-registered", "state": "waiting", "attempts": 1, "status": 503, "error": "answered 503 Service Unavailable", "createdAt": "2026-07-28T09:30:00Z", "dueAt": "2026-07-28T09:30:05Z", "endedAt": null}
    /// </example>
    internal static async Task<Results<Accepted<Message>, ProblemHttpResult>> SendAgain(Guid id, Guid delivery, AppDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Set<Delivery>().SingleOrDefaultAsync(d => d.WebhookId == id && d.Id == delivery, ct) is not { } message) return Problems.NotFound("There is no such message.");
        message.SendAgain(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted($"/api/v1/webhooks/{id}/deliveries", Message.Of(message));
    }

    static Task<Webhook?> Find(AppDb db, Guid id, CancellationToken ct) => db.Set<Webhook>().SingleOrDefaultAsync(w => w.Id == id, ct);
}
