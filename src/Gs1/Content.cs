using System.Collections.Frozen;
using System.Globalization;

namespace Nameplate.Gs1;

/// <summary>A rule about what a part of a value says, beyond its length and characters.</summary>
/// <param name="Code">The code of the error.</param>
/// <param name="Fault">Null when the rule holds; else the rule in words.</param>
internal sealed record Content(string Code, Func<ReadOnlySpan<char>, string?> Fault)
{
    private static readonly FrozenDictionary<string, Content> ByName = new Dictionary<string, Content>
    {
        ["csum"] = new("check-digit", CheckDigitFault),
        ["pair"] = new("check-digit", static v => CheckPair.IsRight(v) ? null : "the last two characters are not the right check characters"),
        ["date"] = new("date", static v => IsDate(v, dayMayBeZero: false) ? null : "a date is YYMMDD, and this is no day of the calendar"),
        ["date0"] = new("date", static v => IsDate(v, dayMayBeZero: true) ? null : "a date is YYMMDD (day 00 for the whole month), and this is no day of the calendar"),
        ["fulldate"] = new("date", static v => IsFullDate(v) ? null : "a date is YYYYMMDD, and this is no day of the calendar"),
        ["time"] = new("date", static v => Number(v[..2]) < 24 && Number(v[2..]) < 60 ? null : "a time is HHMM, from 0000 to 2359"),
        ["hour"] = new("date", static v => Number(v) < 24 ? null : "an hour is 00 to 23"),
        ["sixtieth"] = new("date", static v => Number(v) < 60 ? null : "minutes and seconds are 00 to 59"),
        ["prefix"] = new("content", static v => v.Length >= 4 && !v[..4].ContainsAnyExceptInRange('0', '9') ? null : "it starts with a GS1 company prefix, which is four digits at least"),
        ["zero"] = new("content", static v => v is "0" ? null : "the first digit is 0"),
        ["nonzero"] = new("content", static v => v.ContainsAnyExcept('0') ? null : "zero is not allowed"),
        ["unpadded"] = new("content", static v => v[0] != '0' || v.Length == 1 ? null : "a leading zero is not allowed"),
        ["pieces"] = new("content", static v => Number(v[..2]) is > 0 and var piece && piece <= Number(v[2..]) ? null : "the piece comes first, then the number of pieces: 0102 is piece 1 of 2"),
        ["yesno"] = new("content", static v => v is "0" or "1" ? null : "it is 0 for no or 1 for yes"),
        ["minus"] = new("content", static v => v is "-" ? null : "only a minus sign may follow the digits"),
        ["index"] = new("characters", static v => char.IsAsciiLetterOrDigit(v[0]) || v[0] is '-' or '_' ? null : "the last character is a letter, a digit, - or _"),
        ["winding"] = new("content", static v => v is "0" or "1" or "9" ? null : "the winding is 0, 1 or 9"),
        ["sex"] = new("content", static v => v is "0" or "1" or "2" or "9" ? null : "it is 0, 1, 2 or 9 (ISO/IEC 5218)"),
        ["media"] = new("content", static v => Number(v) is (>= 1 and <= 10) or >= 80 ? null : "it is 01 to 10, or 80 to 99"),
        ["latitude"] = new("content", static v => long.Parse(v, CultureInfo.InvariantCulture) <= 180_0000000 ? null : "a latitude is 1800000000 at most"),
        ["longitude"] = new("content", static v => long.Parse(v, CultureInfo.InvariantCulture) <= 360_0000000 ? null : "a longitude is 3600000000 at most"),
        ["sequence"] = new("content", static v => v is [>= '1' and <= '9' and var at, '/', >= '1' and <= '9' and var of] && at <= of ? null : "it is the place and the number of those born, such as 1/2"),
        ["percent"] = new("content", static v => IsEscaped(v) ? null : "% is followed by two hexadecimal digits"),
        ["iban"] = new("check-digit", static v => IsIban(v) ? null : "this is no IBAN: capitals and digits, of which the third and fourth check the others"),
    }.ToFrozenDictionary();

    public static Content Named(string name) => ByName[name];

    private static string? CheckDigitFault(ReadOnlySpan<char> digits)
    {
        var right = CheckDigit.Of(digits[..^1]);
        return digits[^1] == right ? null : $"the check digit is {digits[^1]} and should be {right}";
    }

    // A two-digit year is within 50 years of today, so 00 is 2000, a leap year: no clock is needed.
    private static bool IsDate(ReadOnlySpan<char> yymmdd, bool dayMayBeZero) =>
        IsDay(2000 + Number(yymmdd[..2]), Number(yymmdd[2..4]), Number(yymmdd[4..]), dayMayBeZero);

    private static bool IsFullDate(ReadOnlySpan<char> yyyymmdd) =>
        IsDay(Number(yyyymmdd[..4]), Number(yyyymmdd[4..6]), Number(yyyymmdd[6..]), dayMayBeZero: false);

    private static bool IsDay(int year, int month, int day, bool dayMayBeZero) =>
        year > 0 && month is >= 1 and <= 12 && day >= (dayMayBeZero ? 0 : 1) && day <= DateTime.DaysInMonth(year, month);

    private static bool IsEscaped(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
                continue;
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                return false;
            i += 2;
        }

        return true;
    }

    // ISO 13616: the first four behind the others, a letter as two digits, modulo 97 is 1
    private static bool IsIban(ReadOnlySpan<char> text)
    {
        if (text.Length < 5 || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1]) || text[2..4].ContainsAnyExceptInRange('0', '9'))
            return false;

        var rest = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[(i + 4) % text.Length];
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c))
                return false;
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + c - '0') % 97 : ((rest * 100) + c - 'A' + 10) % 97;
        }

        return rest == 1;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = (number * 10) + digit - '0';
        return number;
    }
}
