using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Web;

/// <summary>
/// What a form of the console holds: the values as they were typed, and what is wrong with them. Reading a value that is not right notes
/// the remedy beside its field and returns nothing: read all, then look at <see cref="IsRight"/>, and show the form again with what was typed.
/// </summary>
public sealed class ConsoleForm
{
    readonly Dictionary<string, string?> values = new(StringComparer.Ordinal);
    readonly List<FieldError> errors = [];
    readonly IStringLocalizer words;

    internal ConsoleForm(IStringLocalizer words, IFormCollection? posted)
    {
        this.words = words;
        foreach (var (field, value) in posted ?? FormCollection.Empty) values[field] = value.ToString();
    }

    /// <summary>The value as typed; a form to be filled in first gets what is on record.</summary>
    public string? this[string field] { get => values.GetValueOrDefault(field); set => values[field] = value; }

    public IReadOnlyList<FieldError> Errors => errors;
    public bool IsRight => errors.Count == 0;
    public string? Error(string field) => errors.Find(e => e.Field == field)?.Message;
    public void Refuse(string field, string message) => errors.Add(new(field, message));
    public void Refuse(IEnumerable<FieldError> wrong) => errors.AddRange(wrong.Where(e => Error(e.Field) is null));

    /// <summary>Without surrounding blanks; null when nothing was typed.</summary>
    public string? Text(string field) => values.GetValueOrDefault(field)?.Trim() is { Length: > 0 } text ? text.ReplaceLineEndings("\n") : null;

    public bool Ticked(string field) => Text(field) is not null;

    public int? Whole(string field) =>
        Text(field) is not { } text ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : Wrong<int>(field, "Form.Whole");

    /// <summary>An amount; its decimals stand behind a point or a comma.</summary>
    public decimal? Price(string field) =>
        Text(field) is not { } text ? null : decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : Wrong<decimal>(field, "Form.Price");

    public DateOnly? Date(string field) =>
        Text(field) is not { } text ? null : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2200 ? day : Wrong<DateOnly>(field, "Form.Date");

    public T? Choice<T>(string field) where T : struct, Enum =>
        Text(field) is not { } text ? null : Snake.TryEnum<T>(text, out var value) ? value : Wrong<T>(field, "Form.Choice");

    T? Wrong<T>(string field, string why) where T : struct
    {
        Refuse(field, words[why]);
        return null;
    }
}
