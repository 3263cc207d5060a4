namespace Nameplate.Analytics.Kpis.Statistics;

/// <summary>
/// The pooled two-sided test that two proportions are the same:
/// <c>z = (p₁ − p₂) / √(p(1−p)(1/n₁ + 1/n₂))</c> with <c>p = (k₁ + k₂)/(n₁ + n₂)</c>, rejected at 5 % when |z| &gt; 1.96.
/// Source: J. L. Fleiss, Statistical Methods for Rates and Proportions (without continuity correction).
/// </summary>
internal static class TwoProportionZ
{
    /// <summary>True when the data speak against "no change"; false also where one side is empty or nothing varies.</summary>
    public static bool Rejects(long k1, long n1, long k2, long n2) => Math.Abs(Score(k1, n1, k2, n2)) > Wilson.Z;

    /// <summary>The score z; 0 where one side is empty or nothing varies.</summary>
    public static double Score(long k1, long n1, long k2, long n2)
    {
        if (n1 == 0 || n2 == 0)
            return 0;

        var pooled = ((double)k1 + k2) / ((double)n1 + n2);
        var variance = pooled * (1 - pooled) * ((1.0 / n1) + (1.0 / n2));
        return variance <= 0 ? 0 : (((double)k1 / n1) - ((double)k2 / n2)) / Math.Sqrt(variance);
    }
}
