namespace Nameplate.Platform.Experiments.Statistics;

/// <summary>
/// Compares two shares so that looking every day does no harm: the p-value and the interval hold at every look, however often one looks and whenever one stops.
/// The mixture sequential probability ratio test with a normal mixture whose width is the effect planned for.
/// Source: R. Johari, P. Koomen, L. Pekelis, D. Walsh, Always Valid Inference: Continuous Monitoring of A/B Tests, Operations Research 70 (2022).
/// </summary>
/// <param name="Difference">Second share less the first.</param>
internal sealed record AlwaysValid(double Difference, double Low, double High, double P)
{
    public const double Alpha = 0.05;

    /// <param name="effect">The smallest difference worth knowing of, as a share.</param>
    /// <param name="comparisons">Variants compared with the first: each may err so much less often.</param>
    public static AlwaysValid? Of((long Converted, long Exposed) first, (long Converted, long Exposed) second, double effect, int comparisons)
    {
        if (first.Exposed == 0 || second.Exposed == 0) return null;
        var (p, q) = ((double)first.Converted / first.Exposed, (double)second.Converted / second.Exposed);
        // as if one more of each had been seen: a share of none or all still varies
        var (p1, q1) = ((first.Converted + 1.0) / (first.Exposed + 2.0), (second.Converted + 1.0) / (second.Exposed + 2.0));
        var v = (p1 * (1 - p1) / first.Exposed) + (q1 * (1 - q1) / second.Exposed);
        var (d, t) = (q - p, effect * effect);
        var logRatio = (0.5 * Math.Log(v / (v + t))) + (d * d * t / (2 * v * (v + t)));
        var reach = Reach(v, t, Alpha / comparisons);
        return new(d, Math.Max(-1, d - reach), Math.Min(1, d + reach), Math.Min(1, comparisons * Math.Exp(-logRatio)));
    }

    /// <summary>Half the width of the interval.</summary>
    static double Reach(double v, double t, double alpha) => Math.Sqrt(v * (v + t) / t * (Math.Log((v + t) / v) - (2 * Math.Log(alpha))));

    /// <summary>Subjects each variant needs, so that a true difference of the effect is seen four times in five.</summary>
    public static int Needed(double baseline, double effect, int comparisons)
    {
        var other = baseline + effect < 1 ? baseline + effect : baseline - effect;
        var (spread, power) = ((baseline * (1 - baseline)) + (other * (1 - other)), Normal.Above(0.2));
        long low = 1, high = 1L << 31;
        while (low < high)
        {
            var n = (low + high) / 2;
            var v = spread / n;
            if (Reach(v, effect * effect, Alpha / comparisons) + (power * Math.Sqrt(v)) <= effect) high = n; else low = n + 1;
        }
        return (int)Math.Min(low, int.MaxValue);
    }
}
