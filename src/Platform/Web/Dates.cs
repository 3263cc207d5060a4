using System.Globalization;

namespace Nameplate.Platform.Web;

/// <summary>Dates as the reader writes them, without the weekday and never as bare figures.</summary>
public static class Dates
{
    public static string Long(this DateOnly date) => date.ToString(Languages.Current switch { "de" => "d. MMMM yyyy", "fr" => FrenchDay(date) + " MMMM yyyy", "es" => "d 'de' MMMM 'de' yyyy", _ => "d MMMM yyyy" }, CultureInfo.CurrentCulture);
    public static string Short(this DateOnly date) => date.ToString(Languages.Current switch { "de" => "d. MMM yyyy", "fr" => FrenchDay(date) + " MMM yyyy", _ => "d MMM yyyy" }, CultureInfo.CurrentCulture);

    /// <summary>A French month begins on its 1er.</summary>
    static string FrenchDay(DateOnly date) => date.Day == 1 ? "d'er'" : "d";

    public static string Long(this DateTimeOffset time) => time.Day().Long();
    public static string Short(this DateTimeOffset time) => time.Day().Short();
    /// <summary>Date and time of day, UTC.</summary>
    public static string Exact(this DateTimeOffset time) => $"{time.Short()}, {time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    public static DateOnly Day(this DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
    public static DateTimeOffset Midnight(this DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
