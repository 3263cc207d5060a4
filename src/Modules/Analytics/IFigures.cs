namespace Nameplate.Analytics;

/// <summary>The KPIs of the current brand.</summary>
public interface IFigures
{
    /// <summary>All KPIs of a period such as 2026-Q3, from facts brought up to date first.</summary>
    /// <param name="asOf">What counts as now; the clock's time when null.</param>
    /// <returns>The report, or one sentence that says how a period is written.</returns>
    Task<(KpiReport? Report, string? Error)> For(string? period, DateTimeOffset? asOf, CancellationToken ct);
}

/// <param name="From">The period is half-open: from here …</param>
/// <param name="To">… to before here, UTC.</param>
/// <param name="AsOf">The time that counted as now.</param>
public sealed record KpiReport(string Period, DateTimeOffset From, DateTimeOffset To, DateTimeOffset AsOf, IReadOnlyList<KpiFigure> Kpis);

/// <summary>A KPI in a period. Shares are fractions of one; null where nothing can be computed.</summary>
/// <param name="Value">Unrounded: a fraction, or days.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of it.</param>
/// <param name="Good">The benchmark.</param>
/// <param name="Also">Figures shown beside it.</param>
public sealed record KpiFigure(
    string Key, double? Value, long? Numerator, long Denominator, double? Low, double? High, double Good, bool? MeetsBenchmark,
    KpiTrend Trend, KpiSample Sample, KpiCohort Cohort, IReadOnlyDictionary<string, double?> Also);

/// <param name="Previous">The value of the previous period of the same kind.</param>
/// <param name="Stable">No change is shown at the 5 % level.</param>
public sealed record KpiTrend(double? Previous, double? Delta, bool? Stable);

/// <param name="Enough">Whether n reaches what this kind of period needs.</param>
public sealed record KpiSample(long N, int Required, bool Enough);

/// <summary>When those it speaks of entered; mature once everybody's window is closed.</summary>
public sealed record KpiCohort(DateTimeOffset From, DateTimeOffset To, bool Mature);
