using System.Globalization;
using System.Text;

namespace Nameplate.Platform.Web;

/// <summary>A day in a calendar.</summary>
/// <param name="Uid">The same day of the same thing has the same one, so that a calendar changes it instead of adding another.</param>
public sealed record CalendarDay(string Uid, DateOnly On, string Title, string Text, string Url);

/// <summary>iCalendar (RFC 5545): whole days, each with a word a month before.</summary>
public static class CalendarFile
{
    public const string Type = "text/calendar; charset=utf-8";
    const int LongestLine = 75;

    public static byte[] Write(string name, IEnumerable<CalendarDay> days, DateTimeOffset now)
    {
        var file = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//Nameplate//Owners//EN");
        Line("METHOD:PUBLISH");
        Line("X-WR-CALNAME:" + Escaped(name));
        Line("REFRESH-INTERVAL;VALUE=DURATION:P1D");
        foreach (var day in days)
        {
            Line("BEGIN:VEVENT");
            Line("UID:" + Escaped(day.Uid));
            Line("DTSTAMP:" + now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
            Line("DTSTART;VALUE=DATE:" + day.On.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            Line("DTEND;VALUE=DATE:" + day.On.AddDays(1).ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            Line("SUMMARY:" + Escaped(day.Title));
            Line("DESCRIPTION:" + Escaped(day.Text));
            Line("URL:" + day.Url);
            Line("TRANSP:TRANSPARENT");
            Line("BEGIN:VALARM");
            Line("ACTION:DISPLAY");
            Line("DESCRIPTION:" + Escaped(day.Title));
            Line("TRIGGER:-P30D");
            Line("END:VALARM");
            Line("END:VEVENT");
        }
        Line("END:VCALENDAR");
        return Encoding.UTF8.GetBytes(file.ToString());

        // a line of more than 75 octets goes on behind a blank, never within a character
        void Line(string text)
        {
            var octets = 0;
            foreach (var rune in text.EnumerateRunes())
            {
                if (octets + rune.Utf8SequenceLength > LongestLine) { file.Append("\r\n "); octets = 1; }
                file.Append(rune.ToString());
                octets += rune.Utf8SequenceLength;
            }
            file.Append("\r\n");
        }
    }

    static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");
}
