using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Platform.Storage;

public class PaceTests
{
    [Fact]
    public void Turns_become_short_as_soon_as_somebody_waits()
    {
        var longest = TimeSpan.FromMilliseconds(100);
        var pace = new Pace(50, 10_000, () => longest);
        for (var batch = 0; batch < 20; batch++) pace.Took(pace.Rows, TimeSpan.FromMilliseconds(pace.Rows / 40.0));      // 40 rows a millisecond

        Assert.InRange(pace.Rows, 3_900, 4_100);
        longest = TimeSpan.FromMilliseconds(10);
        Assert.InRange(pace.Rows, 390, 410);
    }

    [Fact]
    public void It_begins_with_few_rows_and_never_takes_too_many()
    {
        var pace = new Pace(50, 500, () => TimeSpan.FromMilliseconds(100));
        Assert.Equal(100, pace.Rows);
        for (var batch = 0; batch < 20; batch++) pace.Took(pace.Rows, TimeSpan.FromMilliseconds(1));
        Assert.Equal(500, pace.Rows);
        for (var batch = 0; batch < 20; batch++) pace.Took(pace.Rows, TimeSpan.FromSeconds(10));
        Assert.Equal(50, pace.Rows);
    }
}
