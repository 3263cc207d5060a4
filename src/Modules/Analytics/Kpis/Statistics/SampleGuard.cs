namespace Nameplate.Analytics.Kpis.Statistics;

/// <summary>
/// How many events a figure needs before it is shown in full: a week 30, a month 100, a quarter 100.
/// A month whose share is under 10 % or over 90 % needs 200, because rare outcomes say less per event.
/// </summary>
internal static class SampleGuard
{
    /// <param name="share">The figure as a fraction of one; null for medians, means and what could not be computed.</param>
    public static int Required(PeriodKind kind, double? share = null) => kind switch
    {
        PeriodKind.Week => 30,
        PeriodKind.Month when share is < 0.1 or > 0.9 => 200,
        _ => 100,
    };

    public static bool IsEnough(long n, PeriodKind kind, double? share = null) => n >= Required(kind, share);
}
