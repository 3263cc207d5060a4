using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Nameplate.Platform.Web;

/// <summary>What is wrong with one field of an input, and what would be right.</summary>
public sealed record FieldError(string Field, string Message);

/// <summary>problem+json (RFC 9457) that names the field and the remedy.</summary>
public static class Problems
{
    public static ProblemHttpResult Field(string field, string message) => Fields([new(field, message)]);

    public static ProblemHttpResult Fields(IReadOnlyCollection<FieldError> errors) => TypedResults.Problem(
        errors.First().Message, statusCode: StatusCodes.Status422UnprocessableEntity, title: "The input is not right.",
        extensions: new Dictionary<string, object?> { ["errors"] = errors.GroupBy(e => e.Field).ToDictionary(g => g.Key, g => g.Select(e => e.Message).ToArray()) });

    public static ProblemHttpResult NotFound(string message) => TypedResults.Problem(message, statusCode: StatusCodes.Status404NotFound, title: "Not found.");
    public static ProblemHttpResult Conflict(string message) => TypedResults.Problem(message, statusCode: StatusCodes.Status409Conflict, title: "This does not go together with what is there.");
    public static ProblemHttpResult BadRequest(string message, string? title = null) => TypedResults.Problem(message, statusCode: StatusCodes.Status400BadRequest, title: title ?? "The request is not right.");
}
