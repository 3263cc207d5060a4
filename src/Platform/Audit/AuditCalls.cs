using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Audit;

/// <summary>Every call of staff or of a machine that may change something leaves an entry, also when what it changes passes the change tracker by.</summary>
public static class AuditCalls
{
    /// <summary>Reading this is written down too: an export takes personal data out of the house.</summary>
    public static T Audited<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(AuditedReading.Instance);

    sealed class AuditedReading
    {
        public static readonly AuditedReading Instance = new();
    }

    internal static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (reads && http.GetEndpoint()?.Metadata.GetMetadata<AuditedReading>() is null) return await next(context);

        var trail = http.RequestServices.GetRequiredService<AuditTrail>();
        trail.Begin(http);
        if (reads) await Write(http, trail);
        var answer = await next(context);
        if (!trail.HasWritten && IsDone(answer)) await Write(http, trail);
        return answer;
    }

    static async Task Write(HttpContext http, AuditTrail trail)
    {
        var db = http.RequestServices.GetRequiredService<AppDb>();
        db.ChangeTracker.Clear();      // a save that was given up
        trail.NoteCall();
        await db.SaveChangesAsync(http.RequestAborted);
    }

    static bool IsDone(object? answer) => answer switch
    {
        INestedHttpResult nested => IsDone(nested.Result),
        IStatusCodeHttpResult { StatusCode: >= 400 } => false,
        _ => true,
    };
}
