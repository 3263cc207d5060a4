using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Host;

static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("ok")).ExcludeFromDescription();
        app.MapGet("/readyz", Ready).ExcludeFromDescription();
    }

    /// <summary>200 once requests can be served. How far subscribers lag is reported and does not fail it.</summary>
    static async Task<IResult> Ready(AppDb db, CancellationToken ct)
    {
        try
        {
            var cursors = await db.Set<EventCursor>().AsNoTracking().OrderBy(c => c.Subscriber).ToListAsync(ct);
            var last = await db.Set<PlatformEvent>().IgnoreQueryFilters().MaxAsync(e => (long?)e.Position, ct) ?? 0;
            return TypedResults.Json(new { status = "ready", lag = cursors.ToDictionary(c => c.Subscriber, c => Math.Max(0, last - c.Position)) });
        }
        catch (Exception error) when (error is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            return TypedResults.Json(new { status = "not ready", reason = "The records cannot be reached." }, statusCode: 503);
        }
    }
}
