using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Messaging.Deliveries;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Suppression;

internal enum BounceKind { Delivered, SoftBounce, HardBounce, Complaint }

/// <summary>What the mail provider tells of messages that left. Telling it twice changes nothing.</summary>
internal sealed class RecordBounces(AppDb db, CurrentBrand brand, SuppressAddress suppress, TimeProvider clock)
{
    /// <summary>What became of a message.</summary>
    /// <param name="MessageId">The message's id, or the <c>Message-ID</c> of its mail.</param>
    /// <param name="Email">The address, where the message is not known: its newest message is meant.</param>
    /// <param name="Kind"><c>delivered</c>, <c>soft_bounce</c> (a full mailbox), <c>hard_bounce</c> (no such address) or <c>complaint</c> (called unwanted).</param>
    /// <param name="Reason">In the provider's words.</param>
    internal sealed record Event(BounceKind Kind, string? MessageId = null, string? Email = null, string? Reason = null);

    /// <param name="Events">1 to 500 of them.</param>
    internal sealed record Input(IReadOnlyList<Event> Events);

    /// <param name="Text">The mail as it came, head and all.</param>
    internal sealed record Report(string? Text);

    /// <param name="Taken">Events that concern a message or an address of this brand.</param>
    /// <param name="Unknown">Events about messages that are not on record.</param>
    internal sealed record Result(int Taken, int Unknown);

    async Task<Result> Handle(IReadOnlyList<Event> events, CancellationToken ct)
    {
        var taken = 0;
        foreach (var told in events) if (await Take(told, ct)) taken++;
        await db.SaveChangesAsync(ct);
        return new(taken, events.Count - taken);
    }

    async Task<bool> Take(Event told, CancellationToken ct)
    {
        var message = await Find(told, ct);
        if (message is not null) Record(message, told);
        SuppressionReason? reason = told.Kind switch { BounceKind.HardBounce => SuppressionReason.Bounced, BounceKind.Complaint => SuppressionReason.Complained, _ => null };
        if (reason is { } stops && message is not null) await suppress.Handle(message, stops, null, ct);
        else if (reason is { } of && told.Email is { Length: > 0 } address) await suppress.Handle(address, MessageChannel.Email, of, null, ct);
        return message is not null || reason is not null && told.Email is not null;
    }

    void Record(Message message, Event told)
    {
        var (now, before) = (clock.GetUtcNow(), message.State);
        var state = told.Kind switch { BounceKind.Delivered => MessageState.Delivered, BounceKind.HardBounce => MessageState.Bounced, BounceKind.Complaint => MessageState.Complained, _ => before };
        if (before is not (MessageState.Sent or MessageState.Delivered or MessageState.InDoubt)) return;      // what came back, or was called unwanted, stays so
        if (state == before && told.Kind != BounceKind.SoftBounce) return;
        message.Become(state, told.Reason, now);
        if (state != before) db.Announce(new MessageMoved(message.Id, message.Kind, state), now, message.UnitId, message.OwnerId);
    }

    async Task<Message?> Find(Event told, CancellationToken ct)
    {
        if (BounceReport.IdOf(told.MessageId) is { } id) return await db.Set<Message>().SingleOrDefaultAsync(m => m.Id == id, ct);
        if (told.Email is null) return null;
        var hash = Message.HashOf(brand.Id, told.Email);
        return await db.Set<Message>().Where(m => m.AddressHash == hash && m.SentAt != null).OrderByDescending(m => m.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>Takes what the mail provider tells of messages that left: delivered, bounced, called unwanted.</summary>
    /// <remarks>A hard bounce stops every message to that address, a complaint all that its owner does not ask for and that is not about safety. The address is kept as a hash. Telling it twice changes nothing.</remarks>
    /// <response code="200">How many concerned this brand.</response>
    /// <response code="422">A field is not right; the answer says which.</response>
    /// <example>
    /// POST /api/v1/messages/bounces
    /// {"events": [{"messageId": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "kind": "delivered"}, {"email": "nobody@example.com", "kind": "hard_bounce", "reason": "550 5.1.1 no such user"}]}
    /// 200
    /// {"taken": 1, "unknown": 1}
    /// </example>
    internal static async Task<Results<Ok<Result>, ProblemHttpResult>> Api(Input input, RecordBounces bounces, CancellationToken ct)
    {
        if (input.Events is not { Count: >= 1 and <= 500 }) return Problems.Field("events", "Give 1 to 500 events.");
        if (input.Events.Any(e => e is null or { MessageId: null, Email: null })) return Problems.Field("events", "Name the message of each event by its messageId, or its address by email.");
        return TypedResults.Ok(await bounces.Handle(input.Events, ct));
    }

    /// <summary>Takes a mail that came back: a delivery status notification (RFC 3464), as the mail server of the sender's address gets it.</summary>
    /// <response code="200">How many concerned this brand.</response>
    /// <response code="422">It is no such notification.</response>
    /// <example>
    /// POST /api/v1/messages/reports
    /// {"text": "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; nobody@example.com\nAction: failed\nStatus: 5.1.1\n--b--\n"}
    /// 200
    /// {"taken": 1, "unknown": 0}
    /// </example>
    internal static async Task<Results<Ok<Result>, ProblemHttpResult>> Mail(Report input, RecordBounces bounces, CancellationToken ct)
    {
        if (input.Text is not { Length: > 0 and <= 1_000_000 } || BounceReport.Read(input.Text) is not { } report) return Problems.Field("text", "Give the whole mail that came back, with its part message/delivery-status (RFC 3464).");
        var kind = report.IsOfAddress ? BounceKind.HardBounce : BounceKind.SoftBounce;
        return TypedResults.Ok(await bounces.Handle([new(kind, report.MessageId?.ToString(), report.Recipient, $"{report.Status} {report.Diagnostic}".Trim())], ct));
    }
}
