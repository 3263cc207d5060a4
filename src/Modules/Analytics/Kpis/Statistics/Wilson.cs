namespace Nameplate.Analytics.Kpis.Statistics;

/// <summary>
/// The 95 % score interval of a proportion p = k/n:
/// <c>(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)</c>.
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927);
/// R. G. Newcombe, Statistics in Medicine 17 (1998), method 3.
/// </summary>
internal static class Wilson
{
    /// <summary>The two-sided 5 % point of the normal distribution, Φ⁻¹(0.975).</summary>
    public const double Z = 1.959963984540054;

    /// <summary>The interval for <paramref name="k"/> of <paramref name="n"/>; null when nothing was counted.</summary>
    public static Interval? Of(long k, long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, n);
        if (n == 0)
            return null;

        var p = (double)k / n;
        var z2 = Z * Z / n;
        var centre = p + (z2 / 2);
        var half = Math.Sqrt(z2 * ((p * (1 - p)) + (z2 / 4)));

        // At none and at all the formula ends at exactly 0 and 1, which rounding would miss by a hair.
        return new(
            k == 0 ? 0 : (centre - half) / (1 + z2),
            k == n ? 1 : (centre + half) / (1 + z2));
    }
}
