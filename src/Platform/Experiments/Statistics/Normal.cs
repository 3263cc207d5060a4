namespace Nameplate.Platform.Experiments.Statistics;

/// <summary>The normal distribution, and the gamma function's tail that chi-square needs. Source: W. H. Press et al., Numerical Recipes, 3rd ed., 6.2.</summary>
internal static class Normal
{
    /// <summary>The value that a share <paramref name="above"/> of a standard normal lies above.</summary>
    public static double Above(double above)
    {
        var (low, high) = (0.0, 40.0);
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (Tail(middle) > above) low = middle; else high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>P(Z &gt; z) for z ≥ 0.</summary>
    public static double Tail(double z) => GammaTail(0.5, z * z / 2) / 2;

    /// <summary>P(X &gt; x) of chi-square.</summary>
    public static double ChiSquareTail(double x, int degrees) => x <= 0 ? 1 : GammaTail(degrees / 2.0, x / 2);

    /// <summary>The regularised upper incomplete gamma function Q(a, x).</summary>
    static double GammaTail(double a, double x)
    {
        if (x <= 0) return 1;
        var front = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        if (x < a + 1)
        {
            double term = 1 / a, sum = term;
            for (var n = 1; n < 1_000 && term > sum * 1e-16; n++) sum += term *= x / (a + n);
            return 1 - (sum * front);
        }
        const double tiny = 1e-300;
        double b = x + 1 - a, c = 1 / tiny, d = 1 / b, h = d;
        for (var i = 1; i < 1_000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = an * d + b;
            if (Math.Abs(d) < tiny) d = tiny;
            c = b + (an / c);
            if (Math.Abs(c) < tiny) c = tiny;
            d = 1 / d;
            var step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 1e-15) break;
        }
        return h * front;
    }

    static double LogGamma(double x)
    {
        double[] c = [76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2, -0.5395239384953e-5];
        var t = x + 5.5;
        t -= (x + 0.5) * Math.Log(t);
        var sum = 1.000000000190015;
        for (var i = 0; i < c.Length; i++) sum += c[i] / (x + i + 1);
        return Math.Log(2.5066282746310005 * sum / x) - t;
    }
}
