using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Deliveries;

internal static class ListMessages
{
    /// <summary>A message to an owner, and what became of it.</summary>
    /// <param name="To">The address; null once the message is old.</param>
    /// <param name="Owner">Id of the owner.</param>
    /// <param name="State"><c>queued</c>, <c>sent</c>, <c>delivered</c>, <c>bounced</c>, <c>complained</c>, <c>suppressed</c>, <c>failed</c> or <c>in_doubt</c>: it may have left when the server was interrupted, and is not sent again by itself.</param>
    /// <param name="Reason">A word of ours, such as <c>quiet_hours</c>, or what the other side said.</param>
    internal sealed record Item(Guid Id, string Kind, MessagePurpose Purpose, MessageChannel Channel, string? To, Guid? Owner, string? Language, string? Subject, MessageState State, string? Reason, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? SentAt)
    {
        public static Item Of(Message m) => new(m.Id, m.Kind, m.Purpose, m.Channel, m.Address, m.OwnerId, m.Language, m.Subject, m.State, m.Reason, m.Attempts, m.CreatedAt, m.SentAt);
    }

    /// <summary>Lists messages to owners in the order they were written.</summary>
    /// <param name="db">The records.</param>
    /// <param name="brand">Whose.</param>
    /// <param name="to">Only to this address.</param>
    /// <param name="state">Only in this state.</param>
    /// <param name="kind">Only of this kind, such as <c>owners.confirm</c>.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <param name="ct">Ends with the request.</param>
    /// <example>
    /// GET /api/v1/messages?kind=owners.confirm
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "kind": "owners.confirm", "purpose": "transactional", "channel": "email", "to": "ada@example.com", "owner": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "language": "en", "subject": "Brew One is yours: please confirm", "state": "sent", "reason": null, "attempts": 1, "createdAt": "2026-07-28T09:30:00Z", "sentAt": "2026-07-28T09:30:02Z"}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(AppDb db, CurrentBrand brand, CancellationToken ct, string? to = null, string? state = null, string? kind = null, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var mark)) is { } wrong) return wrong;
        var messages = db.Set<Message>().AsNoTracking().Where(m => m.WrittenAt != null);
        if (mark is { } from) messages = messages.Where(m => m.Id > from);
        MessageState? only = Snake.TryEnum<MessageState>(state ?? "", out var known) ? known : null;
        if (state is { Length: > 0 } && only is null) return Problems.Field("state", "Use one of " + string.Join(", ", Snake.All<MessageState>()) + ".");
        if (only is not null) messages = messages.Where(m => m.State == only);
        if (kind is not null) messages = messages.Where(m => m.Kind == kind);
        if (to is not null && Message.HashOf(brand.Id, to) is var hash) messages = messages.Where(m => m.AddressHash == hash);
        var rows = await messages.OrderBy(m => m.Id).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(rows, limit, Item.Of, m => PageMark.Of(m.Id.ToString())));
    }

    /// <summary>Shows one message.</summary>
    /// <response code="404">There is no such message.</response>
    /// <example>
    /// GET /api/v1/messages/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "kind": "owners.confirm", "purpose": "transactional", "channel": "email", "to": "ada@example.com", "owner": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "language": "en", "subject": "Brew One is yours: please confirm", "state": "sent", "reason": null, "attempts": 1, "createdAt": "2026-07-28T09:30:00Z", "sentAt": "2026-07-28T09:30:02Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> One(Guid id, AppDb db, CancellationToken ct) =>
        await db.Set<Message>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is { } message ? TypedResults.Ok(Item.Of(message)) : Problems.NotFound("There is no such message.");
}
