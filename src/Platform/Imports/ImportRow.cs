using System.Globalization;
using Nameplate.Gs1;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Imports;

public enum RowOutcome { Unchanged, Added, Changed, Refused }

/// <summary>What is wrong in a row and what would be right.</summary>
public sealed record RowError(int Line, string Column, string Problem, string Remedy);

/// <summary>
/// One row of a file. Reading a value that is not right refuses the row, with the remedy, and returns a default: read all, then look at <see cref="IsRefused"/>.
/// </summary>
public sealed class ImportRow(int line, IReadOnlyDictionary<string, int> columns, string?[] values)
{
    List<RowError>? errors;
    int wrongInItself;

    /// <summary>Line of the file, the header being line 1.</summary>
    public int Line => line;
    public RowOutcome Outcome { get; private set; }
    public bool IsRefused => Outcome == RowOutcome.Refused;
    public IReadOnlyList<RowError> Errors => errors ?? (IReadOnlyList<RowError>)[];

    public void Refuse(string column, string problem, string remedy)
    {
        (errors ??= []).Add(new(line, column, problem, remedy));
        Outcome = RowOutcome.Refused;
    }

    /// <summary>What was refused up to here lies in the row; what comes is said of the records and may be taken back.</summary>
    internal void IsRead() => wrongInItself = Errors.Count;

    internal void Reset()
    {
        errors?.RemoveRange(wrongInItself, errors.Count - wrongInItself);
        Outcome = wrongInItself > 0 ? RowOutcome.Refused : RowOutcome.Unchanged;
    }

    public void Added() => Outcome = RowOutcome.Added;
    public void Changed() => Outcome = RowOutcome.Changed;

    /// <summary>The same key stands in the records with other values, and records of that kind are not changed.</summary>
    public void AlreadyRecorded(string column) => Refuse(column, "already recorded with other values", "leave the row out, or give it the values on record");

    /// <summary>The value without surrounding blanks and without the guard of an export; null when it is empty or the file has no such column.</summary>
    public string? Optional(string column)
    {
        if (!columns.TryGetValue(column, out var i) || i >= values.Length || values[i] is not { Length: > 0 } value) return null;
        var text = value.AsSpan().Trim();
        if (FormulaGuard.IsOn(text)) text = text[1..];
        return text.Length == value.Length ? value : text.Length == 0 ? null : text.ToString();
    }

    public string Text(string column, int longest = 400)
    {
        if (Optional(column) is not { } text) { Refuse(column, "is empty", "give a value"); return ""; }
        if (text.AsSpan().ContainsAny('\0', '\ufffd')) Refuse(column, "holds a character that is not text", "save the file as UTF-8 and write the value anew");
        else if (text.Length > longest) Refuse(column, $"has {text.Length} characters", $"use at most {longest}");
        return text;
    }

    public string? OptionalText(string column, int longest = 400) => Optional(column) is null ? null : Text(column, longest);

    /// <summary>GTIN-14.</summary>
    public string Gtin(string column = "gtin")
    {
        var text = Text(column);
        if (text.Length == 0) return "";
        if (Gs1.Gtin.TryParse(text, out var gtin)) return gtin.Value;
        Refuse(column, $"“{text}” is not a GTIN", Gs1.Gtin.Explain(text) ?? "give 8, 12, 13 or 14 digits with the right check digit");
        return "";
    }

    public string Serial(string column = "serial")
    {
        var text = Text(column);
        if (text.Length > 0 && Gs1.Serial.Explain(text) is { } wrong) Refuse(column, $"“{text}” is not a serial", wrong);
        return text;
    }

    public DateTimeOffset Time(string column)
    {
        var text = Text(column);
        if (text.Length == 0) return default;
        if (TryTime(text, out var time)) return time;
        Refuse(column, $"“{text}” is not a time", "write ISO 8601, such as 2026-07-28 or 2026-07-28T14:30:00Z");
        return default;
    }

    public DateTimeOffset? OptionalTime(string column) => Optional(column) is null ? null : Time(column);
    public DateOnly? OptionalDate(string column) => OptionalTime(column) is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : null;

    const string DateForm = "yyyy-MM-dd", UtcForm = "yyyy-MM-ddTHH:mm:ssK";

    static readonly string[] TimeForms =
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
         "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    /// <summary>A date or time as import files write it.</summary>
    public static bool TryTime(string text, out DateTimeOffset time)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var good = DateTimeOffset.TryParseExact(text, text.Length == DateForm.Length ? DateForm : UtcForm, CultureInfo.InvariantCulture, utc, out time)      // nearly always
            || DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, utc, out time);
        time = new DateTimeOffset(time.UtcTicks / 10 * 10, TimeSpan.Zero);      // microseconds, as both databases keep them
        return good && time.Year is >= 1900 and <= 2200;
    }

    public decimal Price(string column)
    {
        var text = Text(column);
        if (text.Length == 0) return 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)) { Refuse(column, $"“{text}” is not an amount", "write digits with a point, such as 24.50"); return 0; }
        if (amount < 0) Refuse(column, "is negative", "give an amount of 0 or more");
        else if (amount > 99_999_999 || decimal.Round(amount, 4) != amount) Refuse(column, $"“{text}” is out of range", "give at most 99999999 with at most 4 decimals");
        return amount;
    }

    public decimal? OptionalPrice(string column) => Optional(column) is null ? null : Price(column);

    public int Whole(string column, int least, int most)
    {
        var text = Text(column);
        if (text.Length == 0) return least;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most) return n;
        Refuse(column, $"“{text}” is not a whole number from {least} to {most}", $"give a whole number from {least} to {most}");
        return least;
    }

    public int? OptionalWhole(string column, int least, int most) => Optional(column) is null ? null : Whole(column, least, most);

    public bool? OptionalFlag(string column)
    {
        if (Optional(column) is not { } text) return null;
        if (text is "true" or "false") return text == "true";
        Refuse(column, $"“{text}” is neither true nor false", "write true or false");
        return null;
    }

    /// <param name="except">Words of the list that stand for what no file brings.</param>
    public T Choice<T>(string column, params T[] except) where T : struct, Enum
    {
        var text = Text(column);
        if (text.Length == 0) return default;
        if (Snake.TryEnum<T>(text, out var value) && !except.Contains(value)) return value;
        Refuse(column, $"“{text}” is not known here", "use one of " + string.Join(", ", Snake.All<T>().Except(except.Select(e => Snake.Case(e.ToString())))));
        return default;
    }

    public T? OptionalChoice<T>(string column, params T[] except) where T : struct, Enum => Optional(column) is null ? null : Choice(column, except);

    public string Currency(string column = "currency") => Code(column, Currencies.IsRight, "an ISO 4217 currency", "three capital letters, such as EUR");
    public string? OptionalCurrency(string column = "currency") => Optional(column) is null ? null : Currency(column);
    public string? OptionalCountry(string column = "country") => Optional(column) is null ? null : Code(column, Countries.IsRight, "an ISO 3166-1 country", "two capital letters, such as DE");

    string Code(string column, Func<string?, bool> isRight, string what, string form)
    {
        var text = Text(column);
        if (text.Length == 0 || isRight(text)) return text;
        Refuse(column, $"“{text}” is not {what}", $"write {form}");
        return text;
    }

    public string Email(string column = "email")
    {
        var text = Text(column, 254);
        if (text.Length == 0 || EmailForm.IsRight(text)) return text;
        Refuse(column, $"“{text}” is not an e-mail address", "write it with one @ and a domain, such as ada@example.com");
        return text;
    }

    public string? OptionalEmail(string column = "email") => Optional(column) is null ? null : Email(column);
}

public static class EmailForm
{
    /// <summary>One @, something before it, a domain with no blanks behind it. Whether it exists only a mail can tell.</summary>
    public static bool IsRight(string? text) =>
        text is { Length: >= 3 and <= 254 } && text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && text[^1] != '.' && text[at + 1] != '.' && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"');
}
