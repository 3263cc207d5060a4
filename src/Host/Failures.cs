using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Host;

/// <summary>What a caller hears when something went wrong: the field for a bad request, a sentence that helps for a lost database, nothing of our insides.</summary>
sealed partial class Failures(IDialect dialect, ILogger<Failures> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        SecurityHeaders.Set(httpContext);
        IResult answer;
        if (exception is BadHttpRequestException bad) answer = NotReadable(bad);
        else if (exception is InvalidOperationException && exception.Message.Contains("charset", StringComparison.Ordinal)) answer = TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType);
        else if (exception is InvalidDataException && httpContext.Request.HasFormContentType) answer = Problems.BadRequest(NoForm);
        else if (exception is InvalidOperationException && exception.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) is true && exception.Message.Contains("UTF-16", StringComparison.Ordinal)) answer = Problems.BadRequest("The input holds half of a character, such as \\ud800 alone. Leave it out.");
        else if (exception.GetBaseException() is DbException { SqlState: "22021" or "22P05" }) answer = Problems.BadRequest("The input holds the character U+0000, which stands in no text. Leave it out.");      // PostgreSQL refuses it
        else if (exception is FilesUnreachable)
        {
            NoFiles(exception.Message);
            httpContext.Response.Headers.RetryAfter = "10";
            answer = TypedResults.Problem("Files cannot be reached just now. Nothing was lost; please try again in a moment.", statusCode: 503, title: "Please try again.");
        }
        else if (IsConflict(exception))
        {
            if (StatusPages.IsForPerson(httpContext.Request))
            {
                await StatusPages.Trouble(httpContext, "Quicker", StatusCodes.Status409Conflict);
                return true;
            }
            answer = Problems.Conflict("Somebody else changed the same thing at this very moment. Nothing was saved; read it again and repeat what you still want.");
        }
        else if (IsStorage(exception))
        {
            NoStorage(exception.GetBaseException().Message);
            httpContext.Response.Headers.RetryAfter = "10";
            if (StatusPages.IsForPerson(httpContext.Request))
            {
                await StatusPages.Trouble(httpContext, "Storage", StatusCodes.Status503ServiceUnavailable);
                return true;
            }
            answer = TypedResults.Problem("The records cannot be reached just now. Nothing was lost; please try again in a moment.", statusCode: 503, title: "Please try again.");
        }
        else
        {
            Unexpected(httpContext.Request.Method, httpContext.Request.Path, exception);
            if (StatusPages.IsForPerson(httpContext.Request))
            {
                await StatusPages.Trouble(httpContext, "Other", StatusCodes.Status500InternalServerError);
                return true;
            }
            answer = TypedResults.Problem("This should not have happened. It was noted; please try again.", statusCode: 500, title: "Something went wrong.");
        }
        await answer.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Two at once, and this one came second; whoever knows a better answer gives it before it comes to this.</summary>
    bool IsConflict(Exception error) => error is DbUpdateConcurrencyException || (error is DbUpdateException save && dialect.IsDuplicateKey(save));

    const int DiskFull = 28;

    bool IsStorage(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            if (dialect.Explain(error) is not null || error is IOException { HResult: DiskFull }) return true;
        return false;
    }

    static ProblemHttpResult NotReadable(BadHttpRequestException bad) => bad switch
    {
        { StatusCode: not StatusCodes.Status400BadRequest } => TypedResults.Problem(statusCode: bad.StatusCode),
        { InnerException: JsonException json } when Unknown().Match(json.Message) is { Success: true } match =>
            OfField(match.Groups["name"].Value, $"“{match.Groups["name"].Value}” is no field of this input. Check its spelling, or leave it out; /openapi/v1.json lists the fields there are."),
        { InnerException: JsonException { Path: ['$', '.', .. var field] } json } => OfField(field, json.Message.Contains("converted", StringComparison.Ordinal)
            ? $"“{field}” has not the form it needs. See /openapi/v1.json." : $"The JSON cannot be read at “{field}”: {Plain(json)}"),
        { InnerException: JsonException json } => Problems.BadRequest(json.Message.Contains("converted", StringComparison.Ordinal) ? NoInput : $"The JSON cannot be read: {Plain(json)}"),
        _ when bad.Message.Contains("JSON media type", StringComparison.Ordinal) => TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType),
        _ when bad.Message.EndsWith("as form.", StringComparison.Ordinal) => Problems.BadRequest(NoForm),
        _ when bad.Message.Contains("body", StringComparison.Ordinal) => Problems.BadRequest(NoInput),
        _ when Unbound().Match(bad.Message) is { Success: true } match => OfField(match.Groups["name"].Value, $"“{match.Groups["value"].Value}” does not stand for a value of “{match.Groups["name"].Value}”. See /openapi/v1.json."),
        _ => Problems.BadRequest(bad.Message),
    };

    const string NoForm = "The form cannot be read. Open the page again and send it from there.";
    const string NoInput = "Send the input as a JSON object. See /openapi/v1.json.";

    static ProblemHttpResult OfField(string field, string message) => TypedResults.Problem(message, statusCode: StatusCodes.Status400BadRequest, title: "The request is not right.",
        extensions: new Dictionary<string, object?> { ["errors"] = new Dictionary<string, string[]> { [field] = [message] } });

    static string Plain(JsonException json) => json.Message.Split(" Path:")[0].Split(" LineNumber:")[0];

    /// <summary>The remedy, where an answer is made of a status alone.</summary>
    public static void Explain(ProblemDetailsContext context) => context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address. The API is described at /openapi/v1.json.",
        StatusCodes.Status405MethodNotAllowed when context.HttpContext.Response.Headers.Allow is { Count: > 0 } allowed => $"This address takes {allowed}.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take that method. The API is described at /openapi/v1.json.",
        StatusCodes.Status413PayloadTooLarge => "This is too large. Send less at once; histories come as files to /api/v1/imports.",
        StatusCodes.Status415UnsupportedMediaType => "Send JSON in UTF-8, with Content-Type: application/json; files as multipart/form-data.",
        _ => null,
    };

    [GeneratedRegex("^Failed to bind parameter \"\\S+ (?<name>\\w+)\" from \"(?<value>.*)\"\\.$", RegexOptions.Singleline, matchTimeoutMilliseconds: 100)]
    private static partial Regex Unbound();

    [GeneratedRegex("^The JSON property '(?<name>.*)' could not be mapped to any \\.NET member", RegexOptions.Singleline, matchTimeoutMilliseconds: 100)]
    private static partial Regex Unknown();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    partial void Unexpected(string method, string path, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    partial void NoFiles(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The records cannot be reached: {Reason}")]
    partial void NoStorage(string reason);
}
