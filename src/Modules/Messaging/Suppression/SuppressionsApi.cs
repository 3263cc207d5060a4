using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Messaging.Deliveries;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Suppression;

internal static class SuppressionsApi
{
    /// <summary>An address that is not written to.</summary>
    /// <param name="AddressHash">All that is kept of the address.</param>
    /// <param name="Reason"><c>bounced</c> stops everything, <c>complained</c> and <c>staff</c> all that is not about safety and that its owner does not ask for, <c>unsubscribed</c> marketing.</param>
    /// <param name="Message">The message it came of.</param>
    internal sealed record Item(Guid Id, MessageChannel Channel, string AddressHash, SuppressionReason Reason, Guid? Message, string? Note, DateTimeOffset Since, DateTimeOffset? LiftedAt, string? LiftedBecause)
    {
        public static Item Of(SuppressedAddress s) => new(s.Id, s.Channel, s.AddressHash, s.Reason, s.MessageId, s.Note, s.Since, s.LiftedAt, s.LiftedBecause);
    }

    /// <param name="Email">The address; only its hash is kept.</param>
    /// <param name="Note">Why.</param>
    internal sealed record AddInput(string? Email, string? Note);

    /// <param name="Reason">Why it is written to again; it stays on record.</param>
    internal sealed record LiftInput(string? Reason);

    /// <summary>Lists addresses that are not written to.</summary>
    /// <param name="db">The records.</param>
    /// <param name="brand">Whose.</param>
    /// <param name="email">Only this address.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <param name="ct">Ends with the request.</param>
    /// <example>
    /// GET /api/v1/suppressions?email=ada@example.com
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "channel": "email", "addressHash": "5b1f0d6e8c3a97b2e4f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c", "reason": "staff", "message": null, "note": "Asked by phone", "since": "2026-07-28T09:30:00Z", "liftedAt": null, "liftedBecause": null}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(AppDb db, CurrentBrand brand, CancellationToken ct, string? email = null, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var mark)) is { } wrong) return wrong;
        var addresses = db.Set<SuppressedAddress>().AsNoTracking();
        if (mark is { } from) addresses = addresses.Where(s => s.Id > from);
        if (email is not null && Message.HashOf(brand.Id, email) is var hash) addresses = addresses.Where(s => s.AddressHash == hash);
        return TypedResults.Ok(Paging.Page(await addresses.OrderBy(s => s.Id).Take(limit + 1).ToListAsync(ct), limit, Item.Of, s => PageMark.Of(s.Id.ToString())));
    }

    /// <summary>Stops an address: nothing goes to it but what is about safety and what its owner asks for.</summary>
    /// <remarks>One that is stopped for a graver reason stays so.</remarks>
    /// <response code="200">As it stands now.</response>
    /// <response code="422">A field is not right; the answer says which.</response>
    /// <example>
    /// POST /api/v1/suppressions
    /// {"email": "ada@example.com", "note": "Asked by phone"}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "channel": "email", "addressHash": "5b1f0d6e8c3a97b2e4f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c", "reason": "staff", "message": null, "note": "Asked by phone", "since": "2026-07-28T09:30:00Z", "liftedAt": null, "liftedBecause": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Add(AddInput input, AppDb db, SuppressAddress suppress, CancellationToken ct)
    {
        if (!EmailForm.IsRight(input.Email?.Trim())) return Problems.Field("email", "Give an e-mail address.");
        if (input.Note?.Trim() is not { Length: > 0 and <= 300 } note) return Problems.Field("note", "Say why, in at most 300 characters.");
        var stopped = await suppress.Handle(input.Email!, MessageChannel.Email, SuppressionReason.Staff, note, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(Item.Of(stopped));
    }

    /// <summary>Writes to an address again, for example when a mailbox was put right.</summary>
    /// <response code="200">As it stands now.</response>
    /// <response code="404">There is no such entry.</response>
    /// <response code="422">A reason is missing.</response>
    /// <example>
    /// POST /api/v1/suppressions/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60/lifting
    /// {"reason": "The mailbox is there again"}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "channel": "email", "addressHash": "5b1f0d6e8c3a97b2e4f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c", "reason": "bounced", "message": null, "note": null, "since": "2026-07-28T09:30:00Z", "liftedAt": "2026-07-30T10:00:00Z", "liftedBecause": "The mailbox is there again"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Lift(Guid id, LiftInput input, AppDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Set<SuppressedAddress>().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } stopped) return Problems.NotFound("There is no such entry.");
        if (input.Reason?.Trim() is not { Length: > 0 and <= 300 } reason) return Problems.Field("reason", "Say why, in at most 300 characters.");
        stopped.Lift(reason, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(Item.Of(stopped));
    }
}
