using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Doctor;
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

    /// <summary>200 once requests can be served. What is late or short is reported and does not fail it.</summary>
    static async Task<IResult> Ready(Pulse pulse, AppDb db, CancellationToken ct)
    {
        try
        {
            await db.Set<EventCursor>().AnyAsync(ct);      // reaches the records also where nobody subscribes
            var v = await pulse.Read(ct);
            return TypedResults.Json(new
            {
                status = "ready",
                lag = v.Subscribers.ToDictionary(s => s.Key, s => s.Value.Rows),
                lagSeconds = v.Subscribers.ToDictionary(s => s.Key, s => s.Value.Seconds),
                oldestTransactionSeconds = v.OldestTransactionSeconds,
                outbox = new { waiting = v.MailsWaiting, oldestSeconds = v.OutboxSeconds },
                disk = new { freeBytes = v.DiskFreeBytes, almostFull = v.DiskAlmostFull },
            });
        }
        catch (Exception error) when (error is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            return TypedResults.Json(new { status = "not ready", reason = "The records cannot be reached." }, statusCode: 503);
        }
    }
}
