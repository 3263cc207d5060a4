using System.Numerics;

namespace Nameplate.Analytics.Kpis.Statistics;

/// <summary>
/// Means of resamples of n from n with replacement, exact in distribution, without a random number for every value.
/// The n sorted values stand in places padded to a power of two. All n draws start at the whole; how many of a segment's draws fall in
/// its left half is Binomial(draws, ½), that is the ones among so many random bits, so 64 draws are decided per random number.
/// A segment of equal values is done (its draws times the value); a segment with few draws left takes them one by one, several places
/// per random number and all close together in memory; draws that end in the padding are drawn again.
/// Only bits decide: no logarithm that could round differently elsewhere, and no multinomial sampler that needs one.
/// </summary>
internal sealed class Resample
{
    private const int Few = 24;

    private readonly double[] sorted;
    private readonly int count;
    private readonly int bits;
    private readonly Xoshiro random;
    private double sum;

    public Resample(Histogram histogram, Xoshiro random)
    {
        ArgumentOutOfRangeException.ThrowIfZero(histogram.Count, nameof(histogram));
        this.random = random;
        count = checked((int)histogram.Count);
        bits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)count));
        sorted = new double[count];
        for (int run = 0, place = 0; run < histogram.Values.Length; run++)
        {
            var end = (int)histogram.Ends[run];
            sorted.AsSpan(place..end).Fill(histogram.Values[run]);
            place = end;
        }
    }

    /// <summary>The mean of the next resample.</summary>
    public double NextMean()
    {
        sum = 0;
        for (var draws = count; draws > 0;)
            draws = Scatter(0, bits, draws);

        return sum / count;
    }

    // Spreads draws over the segment of 2^size places from start on. Returns those that hit the padding.
    private int Scatter(int start, int size, int draws)
    {
        if (start >= count)
            return draws;

        var end = start + (1L << size);
        if (end <= count && sorted[start].Equals(sorted[(int)end - 1]))
        {
            sum += sorted[start] * draws;
            return 0;
        }

        if (draws <= Few)
            return Pick(start, size, draws);

        var left = (int)random.Heads(draws);
        return Scatter(start, size - 1, left) + Scatter(start + (1 << (size - 1)), size - 1, draws - left);
    }

    private int Pick(int start, int size, int draws)
    {
        var segment = sorted.AsSpan(start);
        var mask = (1 << size) - 1;
        var perNumber = 64 / size;
        double picked = 0;
        var padded = 0;
        while (draws > 0)
        {
            var number = random.Next();
            for (var left = Math.Min(perNumber, draws); left > 0; left--, draws--, number >>= size)
            {
                var place = (int)number & mask;
                if (place < segment.Length)
                    picked += segment[place];
                else
                    padded++;
            }
        }

        sum += picked;
        return padded;
    }
}
