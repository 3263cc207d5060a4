using Microsoft.AspNetCore.Diagnostics;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Host;

/// <summary>What a caller hears when something went wrong: the field for a bad request, a sentence that helps for a lost database, nothing of our insides.</summary>
sealed partial class Failures(IDialect dialect, ILogger<Failures> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        IResult answer;
        if (exception is BadHttpRequestException bad)
            answer = Problems.BadRequest(bad.InnerException is System.Text.Json.JsonException json ? $"The JSON cannot be read{(json.Path is { Length: > 0 } path ? $" at {path}" : "")}: {Plain(json)}" : bad.Message);
        else if (dialect.Explain(exception) is not null || dialect.Explain(exception.GetBaseException()) is not null)
        {
            NoStorage(exception.GetBaseException().Message);
            httpContext.Response.Headers.RetryAfter = "10";
            answer = TypedResults.Problem("The records cannot be reached just now. Nothing was lost; please try again in a moment.", statusCode: 503, title: "Please try again.");
        }
        else
        {
            Unexpected(httpContext.Request.Method, httpContext.Request.Path, exception);
            answer = TypedResults.Problem("This should not have happened. It was noted; please try again.", statusCode: 500, title: "Something went wrong.");
        }
        await answer.ExecuteAsync(httpContext);
        return true;
    }

    static string Plain(System.Text.Json.JsonException json) => json.Message.Split(" Path:")[0];

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    partial void Unexpected(string method, string path, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The records cannot be reached: {Reason}")]
    partial void NoStorage(string reason);
}
