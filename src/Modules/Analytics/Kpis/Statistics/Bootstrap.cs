namespace Nameplate.Analytics.Kpis.Statistics;

/// <summary>
/// The 95 % percentile bootstrap interval of <c>mean(direct) / mean(retail) − 1</c>: both sides are resampled independently 2,000 times
/// from a fixed start, and the interval runs from the 50th to the 1,950th of the sorted results.
/// Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), 13.3.
/// </summary>
internal static class Bootstrap
{
    public const int Draws = 2000;
    private const ulong Start = 1993;

    /// <summary>
    /// The interval; null when a side is empty or a resample of retail has no value to divide by.
    /// A stated retail figure is a histogram of that one value.
    /// </summary>
    public static Interval? OfRatioOfMeans(Histogram direct, Histogram retail)
    {
        if (direct.Count == 0 || retail.Count == 0)
            return null;

        // A stream for each side: neither moves the other, and both can be drawn at once.
        double[] directMeans = [], retailMeans = [];
        Parallel.Invoke(
            () => directMeans = Means(direct, Start),
            () => retailMeans = Means(retail, Start + 1));

        var ratios = directMeans.Zip(retailMeans, (mean, retailMean) => (mean / retailMean) - 1).ToArray();
        Array.Sort(ratios);
        const int tail = Draws / 40;
        return ratios.All(double.IsFinite) ? new(ratios[tail - 1], ratios[Draws - tail - 1]) : null;
    }

    private static double[] Means(Histogram values, ulong seed)
    {
        var resample = new Resample(values, Xoshiro.From(seed));
        var means = new double[Draws];
        for (var i = 0; i < Draws; i++)
            means[i] = resample.NextMean();

        return means;
    }
}
