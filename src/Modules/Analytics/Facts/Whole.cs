namespace Nameplate.Analytics.Facts;

/// <summary>Times and amounts as whole numbers, so that the same statement gives the same result on every database.</summary>
internal static class Whole
{
    const long Parts = 10_000;

    public static long Microseconds(this DateTimeOffset time) => Math.DivRem(time.UtcTicks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond) is var (whole, rest) && rest < 0 ? whole - 1 : whole;
    public static long Microseconds(this TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
    public static DateTimeOffset Time(this long microseconds) => DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds);
    public static int DayNumber(this DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    public static long TenThousandths(this decimal amount) => decimal.ToInt64(Math.Round(amount * Parts, MidpointRounding.AwayFromZero));
    public static double Amount(this double tenThousandths) => tenThousandths / Parts;
}
