using MathNet.Numerics.Distributions;

namespace Nameplate.Analytics.Kpis.Statistics;

/// <summary>
/// A median (of an even count: the mean of the middle two) and its exact interval from order statistics:
/// <c>[x₍ᵣ₎, x₍ₙ₊₁₋ᵣ₎]</c> with the largest r for which <c>2·P(B ≤ r−1) ≤ 5 %</c>, B ~ Binomial(n, ½).
/// It covers at least 95 % whatever the distribution; below six values no such ranks exist.
/// Source: W. J. Conover, Practical Nonparametric Statistics, 3.2.
/// </summary>
internal sealed record MedianInterval(double Median, Interval? Interval, long Count)
{
    private const double Alpha = 0.05;

    /// <summary>From values in ascending order; null when there are none.</summary>
    public static MedianInterval? OfSorted(IReadOnlyList<double> sorted)
    {
        for (var i = 1; i < sorted.Count; i++)
        {
            if (!(sorted[i - 1] <= sorted[i]))
                throw new ArgumentException("The values are not in ascending order.", nameof(sorted));
        }

        return Of(sorted.Count, rank => sorted[(int)rank - 1]);
    }

    /// <summary>From values and how often each occurs; null when there are none.</summary>
    public static MedianInterval? Of(Histogram histogram) => Of(histogram.Count, histogram.At);

    /// <summary>The two ranks (from 1) between which the median lies with at least 95 %; null when n is too small.</summary>
    public static (long Lower, long Upper)? Ranks(long n)
    {
        var trials = checked((int)n);
        var (fits, tooFar) = (0, (trials / 2) + 1);
        while (tooFar - fits > 1)
        {
            var rank = fits + ((tooFar - fits) / 2);
            if (2 * Binomial.CDF(0.5, trials, rank - 1) <= Alpha)
                fits = rank;
            else
                tooFar = rank;
        }

        return fits == 0 ? null : (fits, n + 1 - fits);
    }

    private static MedianInterval? Of(long n, Func<long, double> valueAt)
    {
        if (n == 0)
            return null;

        var median = (valueAt((n + 1) / 2) + valueAt((n / 2) + 1)) / 2;
        return new(median, Ranks(n) is var (lower, upper) ? new Interval(valueAt(lower), valueAt(upper)) : null, n);
    }
}
