using Nameplate.Analytics.Kpis.Statistics;

namespace Nameplate.Analytics.Tests.Statistics;

public class WilsonTests
{
    // Rows of 263, 148, 20 and 29: Newcombe (1998), table I, method 3. Rows of 10: the well-known values of the score interval, to four places.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(0, 10, 0.0000, 0.2775)]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1.0000)]
    public void Agrees_with_published_values(long k, long n, double low, double high)
    {
        var interval = Wilson.Of(k, n)!;
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void Nothing_counted_has_no_interval() => Assert.Null(Wilson.Of(0, 0));

    [Fact]
    public void None_and_all_end_at_exactly_nought_and_one()
    {
        for (var n = 1; n < 2000; n++)
        {
            Assert.Equal(0.0, Wilson.Of(0, n)!.Low);
            Assert.Equal(1.0, Wilson.Of(n, n)!.High);
        }
    }

    [Fact]
    public void Solves_the_equation_it_is_derived_from()
    {
        foreach (var (k, n) in new[] { (3L, 17L), (250L, 1000L), (1L, 5_000_000L) })
        {
            var interval = Wilson.Of(k, n)!;
            foreach (var bound in new[] { interval.Low, interval.High })
                Assert.Equal(Wilson.Z, Math.Abs(((double)k / n) - bound) / Math.Sqrt(bound * (1 - bound) / n), 8);
        }
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    public void More_than_all_is_a_mistake(long k, long n) => Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Of(k, n));
}
