using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Privacy.Requests;

/// <summary>Requests over the API: a help desk that takes letters and calls.</summary>
internal static class RequestsApi
{
    /// <summary>A request over somebody's data.</summary>
    /// <param name="Email">Null once it is erased.</param>
    /// <param name="State"><c>open</c>, <c>working</c> while data is cleared, <c>done</c> or <c>refused</c>.</param>
    /// <param name="DueAt">The law's last day for the answer.</param>
    /// <param name="Cleared">How many rows of what were cleared.</param>
    /// <param name="Held">What stays and until which day; it is cleared then by itself.</param>
    internal sealed record Item(Guid Id, string Number, RequestKind Kind, RequestVia Via, RequestState State, string? Email, Guid? Owner, string? Country, string? Note, string? Answer, DateTimeOffset ReceivedAt, DateTimeOffset DueAt, DateTimeOffset? ExtendedAt, DateTimeOffset? EndedAt,
        IReadOnlyDictionary<string, int>? Cleared, IReadOnlyDictionary<string, DateOnly>? Held, DateTimeOffset? CompletedAt)
    {
        public static Item Of(DataRequest r) => new(r.Id, r.Number, r.Kind, r.Via, r.State, r.Email, r.OwnerId, r.Country, r.Note, r.Answer, r.ReceivedAt, r.DueAt, r.ExtendedAt, r.EndedAt,
            r.Cleared is null ? null : JsonSerializer.Deserialize<Dictionary<string, int>>(r.Cleared), r.Held is null ? null : JsonSerializer.Deserialize<Dictionary<string, DateOnly>>(r.Held), r.CompletedAt);
    }

    /// <summary>The last word before data is cleared.</summary>
    /// <param name="GiveUp">Keys of holds that the person gives up, such as <c>warranty</c>. Others stay until their day.</param>
    internal sealed record ErasureInput(string[]? GiveUp = null);

    /// <summary>What was answered.</summary>
    /// <param name="Outcome"><c>done</c> or <c>refused</c>.</param>
    /// <param name="Answer">What was done, or why not: the person may ask a court.</param>
    internal sealed record AnswerInput(string? Outcome, string? Answer);

    /// <summary>More time.</summary>
    internal sealed record ExtensionInput(string? Reason);

    /// <summary>Records a request that came by letter, phone or mail.</summary>
    /// <remarks>Its clock runs from the day it came: one month, in the United States 45 days.</remarks>
    /// <response code="201">The request is on record.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/data-requests
    /// {"email": "ada@example.com", "kind": "erasure", "via": "letter", "receivedOn": "2026-07-28", "country": "DE", "note": "Signed letter; the address is the one on record."}
    /// 201
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "number": "D-7F3K9Q", "kind": "erasure", "via": "letter", "state": "open", "email": "ada@example.com", "owner": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "country": "DE", "note": "Signed letter; the address is the one on record.", "answer": null, "receivedAt": "2026-07-28T09:30:00Z", "dueAt": "2026-08-28T09:30:00Z", "extendedAt": null, "endedAt": null, "cleared": null, "held": null, "completedAt": null}
    /// </example>
    internal static async Task<Results<Created<Item>, ProblemHttpResult>> Add(RequestInput input, AppDb db, PersonalRecords records, DataRequests requests, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (input.Errors(now) is { Count: > 0 } errors) return Problems.Fields(errors);
        var (request, _) = requests.Receive(input.KindOf, input.ViaOf, await records.Find(input.Email!, ct), input.Country, input.Note, Caller.Of(http.User), input.Received(now));
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/v1/data-requests/{request.Id}", Item.Of(request));
    }

    /// <summary>Lists requests over people's data, newest first.</summary>
    /// <param name="state"><c>open</c>, <c>working</c>, <c>done</c> or <c>refused</c>; all when not given.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/data-requests?state=open&amp;limit=50
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "number": "D-7F3K9Q", "kind": "access", "via": "phone", "state": "open", "email": "ada@example.com", "owner": null, "country": "DE", "note": null, "answer": null, "receivedAt": "2026-07-28T09:30:00Z", "dueAt": "2026-08-28T09:30:00Z", "extendedAt": null, "endedAt": null, "cleared": null, "held": null, "completedAt": null}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(AppDb db, CancellationToken ct, string? state = null, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var mark)) is { } wrong) return wrong;
        var rows = db.Set<DataRequest>().AsNoTracking();
        if (state is not null)
        {
            if (!Snake.TryEnum<RequestState>(state, out var only)) return Problems.Field("state", "Use one of " + string.Join(", ", Snake.All<RequestState>()) + ".");
            rows = rows.Where(r => r.State == only);
        }
        if (mark is { } last) rows = rows.Where(r => r.Id < last);
        return TypedResults.Ok(Paging.Page(await rows.OrderByDescending(r => r.Id).Take(limit + 1).ToListAsync(ct), limit, Item.Of, r => PageMark.Of(r.Id.ToString())));
    }

    /// <summary>Shows a request.</summary>
    /// <example>
    /// GET /api/v1/data-requests/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "number": "D-7F3K9Q", "kind": "erasure", "via": "account", "state": "done", "email": null, "owner": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "country": "DE", "note": null, "answer": null, "receivedAt": "2026-07-28T09:30:00Z", "dueAt": "2026-08-28T09:30:00Z", "extendedAt": null, "endedAt": "2026-07-28T09:30:01Z", "cleared": {"messages": 3, "people": 1}, "held": {"invoices": "2036-08-02"}, "completedAt": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> One(Guid id, AppDb db, CancellationToken ct) =>
        await db.Set<DataRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is { } request ? TypedResults.Ok(Item.Of(request)) : NotThere();

    /// <summary>Everything on record of who asks, part by part.</summary>
    /// <remarks>That it was handed out is noted with the request.</remarks>
    /// <example>
    /// GET /api/v1/data-requests/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/export
    /// 200
    /// {"person": [{"email": "ada@example.com", "name": "Ada"}]}
    /// </example>
    internal static async Task<Results<Ok<Dictionary<string, object>>, ProblemHttpResult>> Export(Guid id, AppDb db, DataRequests requests, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<DataRequest>().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request) return NotThere();
        var parts = await requests.Export(request, Caller.Of(http.User), ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(DataPackage.Json(parts));
    }

    /// <summary>Clears the data of who asked for it.</summary>
    /// <remarks>It is done within moments. What a duty keeps stays until its day and is cleared then; <c>GET</c> the request to see what became of it.</remarks>
    /// <response code="202">It is being done.</response>
    /// <response code="409">The request is not an open one for erasure.</response>
    /// <example>
    /// POST /api/v1/data-requests/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/erasure
    /// {"giveUp": ["warranty"]}
    /// 202
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "number": "D-7F3K9Q", "kind": "erasure", "via": "letter", "state": "working", "email": "ada@example.com", "owner": null, "country": "DE", "note": null, "answer": null, "receivedAt": "2026-07-28T09:30:00Z", "dueAt": "2026-08-28T09:30:00Z", "extendedAt": null, "endedAt": null, "cleared": null, "held": null, "completedAt": null}
    /// </example>
    internal static async Task<Results<Accepted<Item>, ProblemHttpResult>> Erase(Guid id, ErasureInput input, AppDb db, DataRequests requests, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<DataRequest>().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request) return NotThere();
        if (!requests.Erase(request, input.GiveUp ?? [], Caller.Of(http.User))) return Problems.Conflict("Only an open request of the kind “erasure” can be carried out.");
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted($"/api/v1/data-requests/{id}", Item.Of(request));
    }

    /// <summary>Closes a request with what was answered.</summary>
    /// <response code="409">It is closed already, or an erasure that has to be carried out.</response>
    /// <example>
    /// POST /api/v1/data-requests/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/answer
    /// {"outcome": "done", "answer": "The street was put right."}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "number": "D-7F3K9Q", "kind": "rectification", "via": "phone", "state": "done", "email": "ada@example.com", "owner": null, "country": "DE", "note": null, "answer": "The street was put right.", "receivedAt": "2026-07-28T09:30:00Z", "dueAt": "2026-08-28T09:30:00Z", "extendedAt": null, "endedAt": "2026-07-30T09:30:00Z", "cleared": null, "held": null, "completedAt": "2026-07-30T09:30:00Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Answer(Guid id, AnswerInput input, AppDb db, DataRequests requests, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (input.Outcome is not ("done" or "refused")) return Problems.Field("outcome", "Use done or refused.");
        if (input.Answer?.Trim() is not { Length: > 0 and <= RequestInput.LongestNote } answer) return Problems.Field("answer", $"Say what was answered, in at most {RequestInput.LongestNote} characters.");
        if (await db.Set<DataRequest>().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request) return NotThere();
        var outcome = input.Outcome == "done" ? RequestState.Done : RequestState.Refused;
        if ((request.Kind == RequestKind.Erasure && outcome == RequestState.Done) || !request.Close(outcome, answer, clock.GetUtcNow())) return Problems.Conflict("This request is closed, or an erasure that has to be carried out.");
        requests.Note(request, input.Outcome, Caller.Of(http.User));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(Item.Of(request));
    }

    /// <summary>Takes more time for a request, once: two months, in the United States 45 days.</summary>
    /// <response code="409">It is closed, or was extended before.</response>
    /// <example>
    /// POST /api/v1/data-requests/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/extension
    /// {"reason": "Letters of ten years have to be looked through."}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "number": "D-7F3K9Q", "kind": "access", "via": "letter", "state": "open", "email": "ada@example.com", "owner": null, "country": "DE", "note": null, "answer": null, "receivedAt": "2026-07-28T09:30:00Z", "dueAt": "2026-10-28T09:30:00Z", "extendedAt": "2026-08-20T09:30:00Z", "endedAt": null, "cleared": null, "held": null, "completedAt": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Extend(Guid id, ExtensionInput input, AppDb db, DataRequests requests, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (input.Reason?.Trim() is not { Length: > 0 and <= RequestInput.LongestNote } reason) return Problems.Field("reason", "Say why more time is needed; the person is told.");
        if (await db.Set<DataRequest>().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request) return NotThere();
        if (!request.Extend(reason, clock.GetUtcNow())) return Problems.Conflict("This request is closed, or was extended before.");
        requests.Note(request, "extended", Caller.Of(http.User));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(Item.Of(request));
    }

    static ProblemHttpResult NotThere() => Problems.NotFound("There is no such request.");
}
