using Nameplate.Analytics.Kpis.Statistics;

namespace Nameplate.Analytics.Tests.Statistics;

public class TwoProportionZTests
{
    // By hand: p = 0.47, standard error √(0.47·0.53·2/100) = 0.070583, z = −0.14/0.070583.
    [Fact]
    public void The_score_is_pooled() => Assert.Equal(-1.98347, TwoProportionZ.Score(40, 100, 54, 100), 5);

    [Theory]
    [InlineData(40, 100, 54, 100, true)]
    [InlineData(54, 100, 40, 100, true)]
    [InlineData(40, 100, 53, 100, false)]
    [InlineData(400, 1000, 443, 1000, false)]
    [InlineData(400, 1000, 444, 1000, true)]
    [InlineData(30, 100, 30, 100, false)]
    public void Rejects_beyond_five_per_cent_on_either_side(long k1, long n1, long k2, long n2, bool rejects) =>
        Assert.Equal(rejects, TwoProportionZ.Rejects(k1, n1, k2, n2));

    [Theory]
    [InlineData(0, 0, 5, 10)]
    [InlineData(5, 10, 0, 0)]
    [InlineData(0, 10, 0, 20)]
    [InlineData(10, 10, 20, 20)]
    public void Where_nothing_can_be_compared_nothing_is_rejected(long k1, long n1, long k2, long n2) =>
        Assert.False(TwoProportionZ.Rejects(k1, n1, k2, n2));

    [Fact]
    public void Billions_do_not_overflow() => Assert.True(TwoProportionZ.Rejects(3_000_000_000, 6_000_000_000, 3_001_000_000, 6_000_000_000));
}
