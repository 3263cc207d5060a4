namespace Nameplate.Analytics.Kpis.Statistics;

/// <summary>A closed interval, in the unit of the figure it belongs to.</summary>
internal sealed record Interval(double Low, double High)
{
    /// <summary>True when the two share at least one point: for medians and KPI 8 this reads as "no change shown".</summary>
    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;
}
