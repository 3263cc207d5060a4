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
    static async Task<IResult> Ready(IServiceProvider services, IEnumerable<Subscribed> subscribers, CancellationToken ct)
    {
        try
        {
            SortedDictionary<string, long> lag = new(StringComparer.Ordinal);
            foreach (var subscriber in subscribers) lag[subscriber.Name] = await subscriber.Lag(services, ct);
            await services.GetRequiredService<AppDb>().Set<EventCursor>().AnyAsync(ct);      // reaches the records also where nobody subscribes
            return TypedResults.Json(new { status = "ready", lag });
        }
        catch (Exception error) when (error is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            return TypedResults.Json(new { status = "not ready", reason = "The records cannot be reached." }, statusCode: 503);
        }
    }
}
