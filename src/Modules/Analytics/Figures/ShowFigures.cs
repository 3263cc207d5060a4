using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Analytics.Kpis;
using Nameplate.Platform.Web;

namespace Nameplate.Analytics.Figures;

/// <summary>One figure as the page shows it.</summary>
/// <param name="Rolling">The 90 days before the period's end, where the period alone holds too few.</param>
internal sealed record FigureCard(IKpi Kpi, KpiFigure Figure, Benchmark Benchmark, IReadOnlyList<(Period Period, Reading Reading)> Course, Reading? Rolling)
{
    /// <summary>What the chart draws, for our script.</summary>
    public string Chart(InWords words) => JsonSerializer.Serialize(new
    {
        unit = Kpi.Unit == Unit.Days ? "days" : "percent",
        good = Benchmark.Good,
        goodName = words.Benchmark(Kpi.Unit, Benchmark),
        name = words.Words["Value"].Value,
        points = Course.Select(c => new { period = words.Period(c.Period), value = c.Reading.Value, low = c.Reading.Interval?.Low, high = c.Reading.Interval?.High }),
    });
}

internal static class ShowFigures
{
    const int Periods = 8;

    internal static async Task<IResult> Page(HttpContext http, DrawFigures figures, Inputs inputs, ConsoleFrames frames, IStringLocalizer<Texts> words, TimeProvider clock, CancellationToken ct, string? period = null, string? done = null)
    {
        var now = clock.GetUtcNow();
        var right = Period.TryParse(period, out var shown);
        if (!right) shown = Period.Holding(PeriodKind.Quarter, now).Previous();

        var report = await figures.For(shown, now, ct);
        var benchmarks = await inputs.Benchmarks(figures.Kpis, ct);
        var cards = new List<FigureCard>();
        foreach (var (kpi, figure) in figures.Kpis.Zip(report.Kpis))
        {
            var rolling = figure.Sample.Enough || shown.Kind == PeriodKind.Quarter ? null : await figures.Rolling(kpi, shown.To, ct);
            cards.Add(new(kpi, figure, benchmarks[kpi.Key], await figures.Course(kpi, shown, Periods, ct), rolling));
        }
        var frame = await frames.For(http, words["Figures"], done == "inputs" ? words["Inputs.Saved"].Value : null);
        return Pages.Console<FiguresPage>(new FiguresPage.Shown(frame, new InWords(words, frame.Brand.Currency), shown, Choices(now, shown), cards, WrongPeriod: period is not null && !right));
    }

    /// <summary>Periods to choose from, the latest first.</summary>
    static IReadOnlyList<(string Group, IReadOnlyList<Period> Periods)> Choices(DateTimeOffset now, Period shown)
    {
        IReadOnlyList<Period> Latest(PeriodKind kind, int many)
        {
            var periods = new List<Period>();
            for (var p = Period.Holding(kind, now); periods.Count < many; p = p.Previous()) periods.Add(p);
            if (shown.Kind == kind && !periods.Contains(shown)) periods.Add(shown);
            return periods;
        }
        return [("Period.Quarters", Latest(PeriodKind.Quarter, 8)), ("Period.Months", Latest(PeriodKind.Month, 13)), ("Period.Weeks", Latest(PeriodKind.Week, 13))];
    }
}

internal sealed class FiguresNavigation(IStringLocalizer<Texts> words) : INavigation
{
    public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Figures, words["Figures"], "/admin/figures")];
}
