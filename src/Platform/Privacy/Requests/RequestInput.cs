using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Privacy.Requests;

/// <summary>A request that came by letter, phone or mail.</summary>
/// <param name="Kind"><c>access</c>, <c>erasure</c>, <c>rectification</c>, <c>restriction</c> or <c>objection</c>.</param>
/// <param name="Via"><c>letter</c>, <c>phone</c>, <c>email</c>, <c>in_person</c> or <c>other</c>.</param>
/// <param name="ReceivedOn">The day it came, not in the future; today when not given. The clock runs from it.</param>
/// <param name="Country">Two capital letters, such as DE: whose law sets the clock.</param>
/// <param name="Note">How it was seen who asks, and what is asked for.</param>
internal sealed record RequestInput(string? Email, string? Kind, string? Via = null, DateOnly? ReceivedOn = null, string? Country = null, string? Note = null)
{
    public const int LongestNote = 2000;

    public IReadOnlyList<FieldError> Errors(DateTimeOffset now)
    {
        List<FieldError> errors = [];
        if (!EmailForm.IsRight(Email?.Trim())) errors.Add(new("email", "Give an e-mail address."));
        if (!Snake.TryEnum<RequestKind>(Kind ?? "", out _)) errors.Add(new("kind", "Use one of " + string.Join(", ", Snake.All<RequestKind>()) + "."));
        if (!Snake.TryEnum<RequestVia>(Via ?? "other", out var via) || via is RequestVia.Account or RequestVia.Link) errors.Add(new("via", "Use one of letter, phone, email, in_person, other."));
        if (ReceivedOn is { } day && (day > now.Day() || day < now.Day().AddYears(-1))) errors.Add(new("receivedOn", "Give a day of the last year, not in the future."));
        if (Country is not null && !Countries.IsRight(Country)) errors.Add(new("country", "Give a country of ISO 3166-1 as two capital letters, such as DE."));
        if (Note?.Length > LongestNote) errors.Add(new("note", $"Use at most {LongestNote} characters."));
        return errors;
    }

    public RequestKind KindOf => Snake.Enum<RequestKind>(Kind!);
    public RequestVia ViaOf => Snake.Enum<RequestVia>(Via ?? "other");
    public DateTimeOffset Received(DateTimeOffset now) => ReceivedOn is { } day && day != now.Day() ? new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : now;
}
