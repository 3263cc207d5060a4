using Nameplate.Analytics.Kpis;

namespace Nameplate.Analytics.Tests;

public class PeriodTests
{
    [Theory]
    [InlineData("2026-Q1", "2026-01-01", "2026-04-01")]
    [InlineData("2026-Q3", "2026-07-01", "2026-10-01")]
    [InlineData("2026-Q4", "2026-10-01", "2027-01-01")]
    [InlineData("2024-02", "2024-02-01", "2024-03-01")]
    [InlineData("2026-12", "2026-12-01", "2027-01-01")]
    [InlineData("2026-W37", "2026-09-07", "2026-09-14")]
    [InlineData("2020-W53", "2020-12-28", "2021-01-04")]
    [InlineData("2025-W01", "2024-12-30", "2025-01-06")]
    [InlineData("2027-W01", "2027-01-04", "2027-01-11")]
    public void A_name_means_a_half_open_span_of_utc_days(string name, string from, string to)
    {
        Assert.True(Period.TryParse(name, out var period));
        Assert.Equal(new Period(name, Utc(from), Utc(to)), period);
        Assert.Equal(TimeSpan.Zero, period.From.Offset);
        Assert.True(period.Contains(period.From));
        Assert.False(period.Contains(period.To));
        Assert.Equal(period, Period.Holding(period.Kind, period.To.AddTicks(-1)));
    }

    [Theory]
    [InlineData("2026-q3", "2026-Q3")]
    [InlineData("2026-w07", "2026-W07")]
    public void Small_letters_name_the_same_period(string name, string proper)
    {
        Assert.True(Period.TryParse(name, out var period));
        Assert.Equal(proper, period.Name);
    }

    [Theory]
    [InlineData("2026-Q1", "2025-Q4")]
    [InlineData("2026-Q3", "2026-Q2")]
    [InlineData("2026-01", "2025-12")]
    [InlineData("2024-03", "2024-02")]
    [InlineData("2026-W37", "2026-W36")]
    [InlineData("2021-W01", "2020-W53")]
    [InlineData("2026-W01", "2025-W52")]
    public void The_previous_period_is_of_the_same_kind_and_ends_where_this_one_begins(string name, string previous)
    {
        Assert.True(Period.TryParse(name, out var period));
        Assert.Equal(previous, period.Previous().Name);
        Assert.Equal(period.From, period.Previous().To);
        Assert.Equal(period.Kind, period.Previous().Kind);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-Q0")]
    [InlineData("2026-Q5")]
    [InlineData("2026-Q33")]
    [InlineData("2026-00")]
    [InlineData("2026-13")]
    [InlineData("2026-9")]
    [InlineData("2026-1 ")]
    [InlineData("2026-W00")]
    [InlineData("2026-W54")]
    [InlineData("2025-W53")]
    [InlineData("2026-W7")]
    [InlineData("2026_Q3")]
    [InlineData("+026-Q3")]
    [InlineData("0001-Q1")]
    [InlineData("9999-Q4")]
    [InlineData("2026-09-01")]
    public void A_wrong_name_is_refused_with_what_would_be_right(string? name)
    {
        Assert.False(Period.TryParse(name, out var period));
        Assert.Equal(default, period);
        Assert.Contains(name == "2025-W53" ? "2025-W52" : "2026-Q3, a month as 2026-09 or an ISO week as 2026-W37", Period.Explain(name), StringComparison.Ordinal);
    }

    private static DateTimeOffset Utc(string day) => DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
