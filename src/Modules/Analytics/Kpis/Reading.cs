using Nameplate.Analytics.Kpis.Statistics;

namespace Nameplate.Analytics.Kpis;

/// <summary>What a KPI came to in a period, before anybody judges it.</summary>
/// <param name="Also">Figures shown beside it.</param>
internal abstract record Reading(double? Value, long? Numerator, long Denominator, Interval? Interval, IReadOnlyDictionary<string, double?> Also)
{
    /// <summary>True when the data speak for a change since the earlier reading.</summary>
    public abstract bool DiffersFrom(Reading earlier);

    /// <summary>The figure where it is a share, for the sample guard.</summary>
    public abstract double? Share { get; }

    public static double? Of(long part, long whole) => whole == 0 ? null : (double)part / whole;
}

/// <summary>A share of those counted, with its Wilson interval.</summary>
internal sealed record Proportion(long Counted, long Entered, IReadOnlyDictionary<string, double?> Also)
    : Reading(Of(Counted, Entered), Counted, Entered, Wilson.Of(Counted, Entered), Also)
{
    public override bool DiffersFrom(Reading earlier) => earlier is Proportion p && TwoProportionZ.Rejects(Counted, Entered, p.Counted, p.Entered);
    public override double? Share => Value;
}

/// <summary>A median or a ratio of means: it changed when the intervals do not overlap.</summary>
internal sealed record Estimate(double? Value, long Denominator, Interval? Interval, IReadOnlyDictionary<string, double?> Also) : Reading(Value, null, Denominator, Interval, Also)
{
    public override bool DiffersFrom(Reading earlier) => Interval is { } now && earlier.Interval is { } then && !now.Overlaps(then);
    public override double? Share => null;
}
