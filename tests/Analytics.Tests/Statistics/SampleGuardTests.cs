using Nameplate.Analytics.Kpis;
using Nameplate.Analytics.Kpis.Statistics;

namespace Nameplate.Analytics.Tests.Statistics;

public class SampleGuardTests
{
    [Theory]
    [InlineData("2026-W37", null, 30)]
    [InlineData("2026-W37", 0.05, 30)]
    [InlineData("2026-09", null, 100)]
    [InlineData("2026-09", 0.0999, 200)]
    [InlineData("2026-09", 0.1, 100)]
    [InlineData("2026-09", 0.9, 100)]
    [InlineData("2026-09", 0.9001, 200)]
    [InlineData("2026-Q3", 0.05, 100)]
    public void Each_kind_of_period_needs_its_number(string name, double? share, int required)
    {
        Assert.True(Period.TryParse(name, out var period));
        Assert.Equal(required, SampleGuard.Required(period.Kind, share));
        Assert.True(SampleGuard.IsEnough(required, period.Kind, share));
        Assert.False(SampleGuard.IsEnough(required - 1, period.Kind, share));
    }
}
