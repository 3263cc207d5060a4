using System.Globalization;

namespace Nameplate.Platform.Web.Lists;

/// <summary>What many lists say the same way: times and numbers, in files and on the page.</summary>
public static class Written
{
    /// <summary>As an import reads it.</summary>
    public static string? InFile(this DateTimeOffset? at) => at?.InFile();
    public static string InFile(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    public static string InFile(this long number) => number.ToString(CultureInfo.InvariantCulture);
    public static string InFile(this int number) => number.ToString(CultureInfo.InvariantCulture);
    public static string Counted(this long number) => number.ToString("N0", CultureInfo.CurrentCulture);
    public static string Counted(this int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A place by time and number, as a mark names it; null when it is none.</summary>
    public static (DateTimeOffset At, long Position)? Place(string ticks, string number) =>
        long.TryParse(ticks, CultureInfo.InvariantCulture, out var t) && t >= 0 && t <= DateTimeOffset.MaxValue.UtcTicks && long.TryParse(number, CultureInfo.InvariantCulture, out var position) ? (new(t, TimeSpan.Zero), position) : null;
}
