using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Nameplate.Host;

/// <summary>Gives the server's span a name and tags, and writes the line of a request, where they are wanted. The route stands for the address: addresses hold tokens.</summary>
sealed partial class RequestTrace(RequestDelegate next, IOptions<LogSettings> logs, ILogger<RequestTrace> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        try { await next(http); }
        finally
        {
            var route = (http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint()) is RouteEndpoint { RoutePattern.RawText: { } pattern } ? "/" + pattern.TrimStart('/') : "(none)";
            if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
            {
                span.DisplayName = $"{http.Request.Method} {route}";
                span.SetTag("http.request.method", http.Request.Method).SetTag("http.route", route).SetTag("http.response.status_code", http.Response.StatusCode).SetTag("url.scheme", http.Request.Scheme);
                if (http.Response.StatusCode >= 500) span.SetStatus(ActivityStatusCode.Error);
            }
            if (logs.Value.Requests) Answered(http.Request.Method, route, http.Response.StatusCode, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} {Milliseconds:0.0} ms")]
    partial void Answered(string method, string route, int status, double milliseconds);
}
