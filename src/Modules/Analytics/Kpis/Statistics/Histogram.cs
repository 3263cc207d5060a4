namespace Nameplate.Analytics.Kpis.Statistics;

/// <summary>
/// Sorted distinct values with the number of times each occurs, as a grouped query returns them:
/// millions of rows of few distinct values cost the memory of the distinct values.
/// </summary>
internal sealed class Histogram
{
    private readonly double[] values;
    private readonly long[] ends;

    private Histogram(double[] values, long[] ends) => (this.values, this.ends) = (values, ends);

    /// <summary>The number of all occurrences.</summary>
    public long Count => ends.Length == 0 ? 0 : ends[^1];

    /// <summary>The distinct values, ascending.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>For each distinct value, how many occurrences there are up to and including it.</summary>
    public ReadOnlySpan<long> Ends => ends;

    public static Histogram Of(IEnumerable<double> values) => Of(values.Select(value => (value, 1L)));

    /// <summary>From values and counts in any order; equal values are added up, empty groups fall away.</summary>
    public static Histogram Of(IEnumerable<(double Value, long Count)> groups)
    {
        var sorted = groups.Where(group => group.Count != 0).ToArray();
        Array.Sort(sorted, (a, b) => a.Value.CompareTo(b.Value));

        var distinct = new List<double>();
        var upTo = new List<long>();
        long total = 0;
        foreach (var (value, count) in sorted)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(groups));
            if (double.IsNaN(value))
                throw new ArgumentException("A value is not a number.", nameof(groups));

            total = checked(total + count);
            if (distinct.Count > 0 && distinct[^1].Equals(value))
            {
                upTo[^1] = total;
            }
            else
            {
                distinct.Add(value);
                upTo.Add(total);
            }
        }

        return new([.. distinct], [.. upTo]);
    }

    /// <summary>The value of a rank, from 1 to <see cref="Count"/>.</summary>
    public double At(long rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, Count);
        var found = Array.BinarySearch(ends, rank);
        return values[found < 0 ? ~found : found];
    }

    /// <summary>The mean; null when there are no values.</summary>
    public double? Mean()
    {
        if (Count == 0)
            return null;

        double sum = 0;
        long before = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] * (ends[i] - before);
            before = ends[i];
        }

        return sum / Count;
    }
}
