namespace Nameplate.Platform.Experiments.Statistics;

/// <summary>
/// Compares two arms to which whole lots were given. Units of one lot are alike (one week, one shop, one country), so lots are counted, not units: the p-value asks how often
/// lots dealt out anew would differ as much, the interval takes the spread between lots.
/// Sources: R. A. Fisher, The Design of Experiments (1935), 21; A. Donner, N. Klar, Design and Analysis of Cluster Randomization Trials (2000), 6.
/// </summary>
internal sealed record ByLots(double Difference, double? Low, double? High, double P)
{
    /// <summary>With fewer in an arm no difference, however great, could be told from luck at 5 %.</summary>
    public const int Fewest = 4;
    const int Exactly = 20_000, Draws = 9_999;

    public static ByLots? Of(IReadOnlyList<(long Converted, long Counted)> first, IReadOnlyList<(long Converted, long Counted)> second, int comparisons)
    {
        if (first.Sum(l => l.Counted) == 0 || second.Sum(l => l.Counted) == 0) return null;
        var seen = Share(second) - Share(first);
        var reach = Reach(first, second, comparisons);
        return new(seen, reach is null ? null : Math.Max(-1, seen - reach.Value), reach is null ? null : Math.Min(1, seen + reach.Value), Math.Min(1, comparisons * Permuted([.. first, .. second], second.Count, Math.Abs(seen))));
    }

    static double Share(IEnumerable<(long Converted, long Counted)> lots)
    {
        long converted = 0, counted = 0;
        foreach (var lot in lots) (converted, counted) = (converted + lot.Converted, counted + lot.Counted);
        return counted == 0 ? 0 : (double)converted / counted;
    }

    /// <summary>How often a dealing of the same lots differs at least as much: all dealings where they can be gone through, else many drawn from a fixed start.</summary>
    static double Permuted((long Converted, long Counted)[] lots, int taken, double seen)
    {
        long asMuch = 0, all = 0;
        if (Ways(lots.Length, taken) <= Exactly)
        {
            var chosen = Enumerable.Range(0, taken).ToArray();
            do { Look(chosen); } while (Next(chosen, lots.Length));
            return (double)asMuch / all;
        }
        var deck = Enumerable.Range(0, lots.Length).ToArray();
        ulong state = 1935;
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < taken; i++)
            {
                state = (state * 6364136223846793005) + 1442695040888963407;
                var other = i + (int)((state >> 33) % (ulong)(deck.Length - i));
                (deck[i], deck[other]) = (deck[other], deck[i]);
            }
            Look(deck.AsSpan(0, taken));
        }
        return (asMuch + 1.0) / (all + 1.0);

        void Look(ReadOnlySpan<int> second)
        {
            long c2 = 0, n2 = 0, c = 0, n = 0;
            foreach (var lot in lots) (c, n) = (c + lot.Converted, n + lot.Counted);
            foreach (var i in second) (c2, n2) = (c2 + lots[i].Converted, n2 + lots[i].Counted);
            all++;
            if (n2 > 0 && n > n2 && Math.Abs(((double)c2 / n2) - ((double)(c - c2) / (n - n2))) >= seen - 1e-12) asMuch++;
        }
    }

    static bool Next(int[] chosen, int of)
    {
        var i = chosen.Length - 1;
        while (i >= 0 && chosen[i] == of - chosen.Length + i) i--;
        if (i < 0) return false;
        chosen[i]++;
        while (++i < chosen.Length) chosen[i] = chosen[i - 1] + 1;
        return true;
    }

    static double Ways(int of, int taken)
    {
        var ways = 1.0;
        for (var i = 1; i <= taken; i++) ways = ways * (of - taken + i) / i;
        return ways;
    }

    /// <summary>Half the width of the 95 % interval: a ratio estimate over lots, with Student's t of as many degrees as there are lots less two.</summary>
    static double? Reach(IReadOnlyList<(long Converted, long Counted)> first, IReadOnlyList<(long Converted, long Counted)> second, int comparisons)
    {
        var degrees = first.Count + second.Count - 2;
        return first.Count < 2 || second.Count < 2 ? null : Student(AlwaysValid.Alpha / comparisons / 2, degrees) * Math.Sqrt(Variance(first) + Variance(second));
    }

    static double Variance(IReadOnlyList<(long Converted, long Counted)> lots)
    {
        var (share, counted) = (Share(lots), (double)lots.Sum(l => l.Counted));
        return lots.Sum(l => Math.Pow(l.Converted - (share * l.Counted), 2)) * lots.Count / (lots.Count - 1) / (counted * counted);
    }

    /// <summary>Student's t from the normal. Source: M. Abramowitz, I. Stegun, 26.7.5; exact for two degrees.</summary>
    static double Student(double above, int degrees)
    {
        if (degrees == 2) return Math.Sqrt(2) * (1 - (2 * above)) / Math.Sqrt(1 - Math.Pow(1 - (2 * above), 2));
        var (z, n) = (Normal.Above(above), (double)degrees);
        var (z3, z5, z7) = (z * z * z, Math.Pow(z, 5), Math.Pow(z, 7));
        return z + ((z3 + z) / (4 * n)) + (((5 * z5) + (16 * z3) + (3 * z)) / (96 * n * n)) + (((3 * z7) + (19 * z5) + (17 * z3) - (15 * z)) / (384 * n * n * n));
    }
}
