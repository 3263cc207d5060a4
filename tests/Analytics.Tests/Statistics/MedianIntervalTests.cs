using Nameplate.Analytics.Kpis.Statistics;

namespace Nameplate.Analytics.Tests.Statistics;

public class MedianIntervalTests
{
    // The usual table of ranks for a 95 % interval of the median, recomputed in whole numbers.
    [Theory]
    [InlineData(6, 1, 6)]
    [InlineData(7, 1, 7)]
    [InlineData(8, 1, 8)]
    [InlineData(9, 2, 8)]
    [InlineData(10, 2, 9)]
    [InlineData(11, 2, 10)]
    [InlineData(12, 3, 10)]
    [InlineData(15, 4, 12)]
    [InlineData(20, 6, 15)]
    [InlineData(25, 8, 18)]
    [InlineData(30, 10, 21)]
    [InlineData(50, 18, 33)]
    [InlineData(100, 40, 61)]
    [InlineData(101, 41, 61)]
    [InlineData(1000, 469, 532)]
    [InlineData(10000, 4902, 5099)]
    public void Ranks_are_those_of_the_table(long n, long lower, long upper) => Assert.Equal((lower, upper), MedianInterval.Ranks(n));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Few_values_have_no_ranks(long n) => Assert.Null(MedianInterval.Ranks(n));

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(5_000_000)]
    public void Many_values_have_the_ranks_of_the_normal_approximation(long n)
    {
        var (lower, upper) = MedianInterval.Ranks(n)!.Value;
        Assert.InRange(lower - ((n / 2.0) - (Wilson.Z * Math.Sqrt(n) / 2)), -1.5, 1.5);
        Assert.Equal(n + 1, lower + upper);
    }

    [Fact]
    public void An_odd_count_has_a_middle()
    {
        var found = MedianInterval.OfSorted([1, 2, 4, 8, 16, 32, 64])!;
        Assert.Equal((8, new Interval(1, 64), 7), (found.Median, found.Interval, found.Count));
    }

    [Fact]
    public void An_even_count_takes_the_mean_of_the_middle_two()
    {
        var found = MedianInterval.OfSorted([1, 2, 3, 4, 5, 8, 13, 21, 34, 55])!;
        Assert.Equal((6.5, new Interval(2, 34), 10), (found.Median, found.Interval, found.Count));
    }

    [Fact]
    public void Few_values_have_a_median_without_interval()
    {
        var found = MedianInterval.OfSorted([3, 4])!;
        Assert.Equal((3.5, null, 2), (found.Median, found.Interval, found.Count));
    }

    [Fact]
    public void No_values_have_no_median()
    {
        Assert.Null(MedianInterval.OfSorted([]));
        Assert.Null(MedianInterval.Of(Histogram.Of(Array.Empty<double>())));
    }

    [Fact]
    public void Unsorted_values_are_a_mistake() => Assert.Throws<ArgumentException>(() => MedianInterval.OfSorted([2, 1]));

    [Fact]
    public void Groups_say_the_same_as_their_values()
    {
        var random = Xoshiro.From(7);
        for (var n = 1; n < 400; n++)
        {
            var values = Enumerable.Range(0, n).Select(_ => (double)(random.Next() % 23)).ToArray();
            var groups = values.GroupBy(value => value).Select(group => (group.Key, (long)group.Count())).Append((99, 0));
            Assert.Equal(MedianInterval.OfSorted([.. values.Order()]), MedianInterval.Of(Histogram.Of(groups)));
        }
    }

    [Fact]
    public void Millions_of_rows_come_as_groups()
    {
        var found = MedianInterval.Of(Histogram.Of([(3, 1_000_000L), (1, 2_000_000L), (2, 1_000_000L), (9, 1_000_000L)]))!;
        Assert.Equal((2, new Interval(2, 2), 5_000_000), (found.Median, found.Interval, found.Count));
    }
}
