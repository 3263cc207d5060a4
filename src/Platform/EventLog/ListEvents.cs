using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.EventLog;

internal static class ListEvents
{
    /// <summary>One event.</summary>
    /// <param name="Token">Its place in the log; give it as <c>after</c> to go on from here.</param>
    /// <param name="Type">For example <c>owners.units-registered</c>.</param>
    internal sealed record Item(string Token, string Type, Guid? UnitId, Guid? OwnerId, DateTimeOffset At, JsonElement Payload);

    /// <summary>Lists the brand's events in the order they took effect.</summary>
    /// <remarks>The token is opaque. Without it the list begins with the first event.</remarks>
    /// <param name="after">The token of the last event seen.</param>
    /// <param name="limit">1 to 1,000; 100 when not given.</param>
    /// <response code="200">Events; <c>next</c> is null at the end of the log.</response>
    /// <response code="410">The records came back from a backup that did not hold this place; <c>after</c> is the place behind which everything is new.</response>
    /// <example>
    /// GET /api/v1/events?limit=1
    /// 200
    /// {"items": [
    /// {"token": "0.1", "type": "products.models-recorded", "unitId": null, "ownerId": null, "at": "2026-07-28T09:30:00Z", "payload": {"models": []}}
    /// ], "next": "0.1"}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(AppDb db, LogRestores restores, CancellationToken ct, string? after = null, int limit = 100)
    {
        var tokens = await restores.Of<PlatformEvent>(db, ct);
        var (tx, position, lost) = (0UL, 0L, default(LogRestore));
        if (Paging.Wrong(limit, string.IsNullOrEmpty(after) || tokens.TryRead(after, out tx, out position, out lost), most: 1000) is { } wrong) return wrong;
        if (lost is not null) return Lost(tokens, lost);
        var events = await db.Dialect.EventsAfter(db, tx, position, limit, db.BrandId).AsNoTracking().ToListAsync(ct);
        Item[] items = [.. events.Select(e => new Item(tokens.Of(e), e.Type, e.UnitId, e.OwnerId, e.At, JsonElement.Parse(e.Payload)))];
        return TypedResults.Ok(new Paged<Item>(items, items.Length == limit ? items[^1].Token : null));
    }

    internal static ProblemHttpResult Lost(LogTokens tokens, LogRestore lost) =>
        TypedResults.Problem(tokens.Explain(lost), statusCode: StatusCodes.Status410Gone, title: "This place is no longer there.", extensions: new Dictionary<string, object?> { ["after"] = tokens.End(lost) });

    /// <summary>A place as it stands in the log, for our own use: a restore moves it, or it ends with its time.</summary>
    internal static string Place(ILogRow e) => string.Create(CultureInfo.InvariantCulture, $"{e.Tx}.{e.Position}");

    internal static bool TryPlace(string text, out ulong tx, out long position)
    {
        (tx, position) = (0, 0);
        return text.Split('.') is [var t, var p]
            && ulong.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out tx)
            && long.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out position);
    }
}
