using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Access;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Audit;

internal static class ListAudit
{
    /// <summary>One entry of the audit.</summary>
    /// <param name="Token">Its place; give it as <c>after</c> to go on from here.</param>
    /// <param name="Caller"><c>staff</c>, <c>key</c> or <c>command_line</c>; <c>nobody</c> where nobody was recognised.</param>
    /// <param name="CallerId">The staff member's or the API key's id.</param>
    /// <param name="Network">Where the call came from: its address without the last part.</param>
    /// <param name="Permission">What the caller was granted and used, such as <c>commerce.orders.ship</c>.</param>
    /// <param name="Route">Method and pattern of the call.</param>
    /// <param name="RequestId">The same for all entries of one call.</param>
    /// <param name="Change"><c>added</c>, <c>changed</c>, <c>removed</c>; <c>none</c> for a call that changed no row by itself, and for a security event; <c>refused</c> for a security event in which somebody was turned away.</param>
    /// <param name="Subject">Kind of row, such as <c>commerce.order</c>; kinds of security events begin with <c>security.</c></param>
    /// <param name="SubjectId">Its key.</param>
    /// <param name="SubjectName">What people know it by, where that names nobody.</param>
    /// <param name="Before">The values that changed. What names a person reads “•••”.</param>
    /// <param name="After">The same afterwards.</param>
    internal sealed record Item(string Token, DateTimeOffset At, CallerKind Caller, string CallerId, string? Network, string Permission, string Route, string RequestId,
        AuditChange Change, string? Subject, string? SubjectId, string? SubjectName, JsonElement? Before, JsonElement? After);

    /// <summary>Lists what staff and machines changed, and who came in or was turned away, in the order it took effect.</summary>
    /// <remarks>Keep the token of the last entry seen and go on from there. Entries carry ids, never names or addresses of people.</remarks>
    /// <param name="after">The token of the last entry seen.</param>
    /// <param name="limit">1 to 1,000; 100 when not given.</param>
    /// <response code="200">Entries; <c>next</c> is null at the end.</response>
    /// <response code="410">The records came back from a backup that did not hold this place; <c>after</c> is the place behind which everything is new.</response>
    /// <example>
    /// GET /api/v1/audit?limit=1
    /// 200
    /// {"items": [{"token": "0.17", "at": "2026-07-28T09:30:00Z", "caller": "key", "callerId": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "network": "203.0.113.0/24", "permission": "commerce.stock.write", "route": "PUT /api/v1/parts/{sku}/stock", "requestId": "0HN7K2", "change": "changed", "subject": "commerce.stock", "subjectId": "FLT-1", "subjectName": null, "before": {"onHand": 12}, "after": {"onHand": 240}}], "next": "0.17"}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(AppDb db, LogRestores restores, CancellationToken ct, string? after = null, int limit = 100)
    {
        if (limit is < 1 or > 1000) return Problems.Field("limit", "Give a limit from 1 to 1000.");
        var tokens = await restores.Of<AuditEntry>(db, ct);
        var (tx, position, lost) = (0UL, 0L, default(LogRestore));
        if (after is not null && !tokens.TryRead(after, out tx, out position, out lost)) return Problems.Field("after", "This is not a token of this list. Leave it out to begin with the first entry.");
        if (lost is not null) return ListEvents.Lost(tokens, lost);
        var entries = await db.Dialect.RowsAfter<AuditEntry>(db, tx, position, limit, db.BrandId).AsNoTracking().ToListAsync(ct);
        Item[] items = [.. entries.Select(e => new Item(tokens.Of(e), e.At, e.Caller, e.CallerId, e.Network, e.Permission, e.Route, e.RequestId, e.Change, e.Subject, e.SubjectId, e.SubjectName, Json(e.Before), Json(e.After)))];
        return TypedResults.Ok(new Paged<Item>(items, items.Length == limit ? items[^1].Token : null));
    }

    static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}
