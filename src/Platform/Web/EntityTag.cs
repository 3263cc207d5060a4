using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Nameplate.Platform.Web;

/// <summary>
/// The ETag of what the API shows: a hash of its JSON. <c>If-None-Match</c> on GET is answered with 304; for <c>If-Match</c> on a change see <see cref="IfMatch"/>.
/// A proxy that compresses marks tags as weak; that is no difference here.
/// </summary>
public static class EntityTag
{
    internal static string Of(ReadOnlySpan<byte> json) => $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 12))}\"";

    internal static byte[] Json(object value, HttpContext http) =>
        JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);

    internal static bool Names(string header, string tag) =>
        header.Split(',', StringSplitOptions.TrimEntries).Any(t => t == "*" || (t.StartsWith("W/", StringComparison.Ordinal) ? t[2..] : t) == tag);

    internal static async ValueTask<object?> Add(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var method = context.HttpContext.Request.Method;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsPut(method) && !HttpMethods.IsPatch(method) && !(HttpMethods.IsPost(method) && context.Arguments.Any(a => a is IfMatch))) return result;
        var answer = result;
        while (answer is INestedHttpResult nested) answer = nested.Result;
        return answer is IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK } and IValueHttpResult { Value: { } value } ? new Tagged(value) : result;
    }

    sealed class Tagged(object value) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var json = Json(value, httpContext);
            var tag = Of(json);
            var response = httpContext.Response;
            response.Headers.ETag = tag;
            response.Headers.CacheControl = "private, no-cache";
            if (HttpMethods.IsGet(httpContext.Request.Method) && httpContext.Request.Headers.IfNoneMatch.ToString() is { Length: > 0 } known && Names(known, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = json.Length;
            await response.Body.WriteAsync(json, httpContext.RequestAborted);
        }
    }
}

/// <summary>The state of a record that a change was made on, by <c>If-Match</c>; without the header any.</summary>
public sealed class IfMatch
{
    readonly HttpContext http;
    IfMatch(HttpContext http) => this.http = http;

    public static ValueTask<IfMatch> BindAsync(HttpContext context) => new(new IfMatch(context));

    /// <param name="shown">The record as GET shows it now, read under the lock under which it will be changed; null where there is none, which no tag names.</param>
    public bool Allows(object? shown) => http.Request.Headers.IfMatch.ToString() is not { Length: > 0 } header || shown is not null && EntityTag.Names(header, EntityTag.Of(EntityTag.Json(shown, http)));

    public static ProblemHttpResult Stale => TypedResults.Problem("It was changed since you read it. Read it again, look at what is different, and send your change with the new ETag.", statusCode: StatusCodes.Status412PreconditionFailed, title: "Somebody was quicker.");
}
