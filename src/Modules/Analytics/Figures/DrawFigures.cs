using Nameplate.Analytics.Kpis;
using Nameplate.Analytics.Kpis.Statistics;

namespace Nameplate.Analytics.Figures;

/// <summary>Draws the KPIs of a period: value, interval, benchmark, trend against the period before, sample guard, cohort.</summary>
internal sealed class DrawFigures(IEnumerable<IKpi> kpis, ReadFacts facts, Inputs inputs, TimeProvider clock) : IFigures
{
    public IReadOnlyList<IKpi> Kpis { get; } = [.. kpis];

    public async Task<(KpiReport? Report, string? Error)> For(string? period, DateTimeOffset? asOf, CancellationToken ct) =>
        Period.TryParse(period, out var named) ? (await For(named, asOf, ct), null) : (null, Period.Explain(period));

    public async Task<KpiReport> For(Period period, DateTimeOffset? asOf, CancellationToken ct)
    {
        await facts.CatchUp(ct);
        var now = asOf ?? clock.GetUtcNow();
        var benchmarks = await inputs.Benchmarks(Kpis, ct);
        var figures = new List<KpiFigure>();
        foreach (var kpi in Kpis)
            figures.Add(Of(kpi, period, await facts.Whole(kpi, period, ct), await facts.Whole(kpi, period.Previous(), ct), benchmarks[kpi.Key], now));
        return new(period.Name, period.From, period.To, now, figures);
    }

    /// <summary>One KPI and its parts, those with the most in them first.</summary>
    public async Task<(KpiFigure Whole, IReadOnlyList<(string Name, KpiFigure Figure)> Parts, DateTimeOffset AsOf)> Of(IKpi kpi, Period period, Split split, int most, DateTimeOffset? asOf, CancellationToken ct)
    {
        await facts.CatchUp(ct);
        var now = asOf ?? clock.GetUtcNow();
        var benchmark = (await inputs.Benchmarks([kpi], ct))[kpi.Key];
        var whole = Of(kpi, period, await facts.Whole(kpi, period, ct), await facts.Whole(kpi, period.Previous(), ct), benchmark, now);
        if (split == Split.None) return (whole, [], now);

        var (parts, before) = (await facts.Parts(kpi, period, split, ct), await facts.Parts(kpi, period.Previous(), split, ct));
        return (whole, [.. parts.OrderByDescending(p => p.Value.Denominator).ThenBy(p => p.Key, StringComparer.Ordinal).Take(most)
            .Select(p => (p.Key, Of(kpi, period, p.Value, before.GetValueOrDefault(p.Key), benchmark, now)))], now);
    }

    /// <summary>The KPI in the periods of the same kind up to this one, oldest first.</summary>
    public async Task<IReadOnlyList<(Period Period, Reading Reading)>> Course(IKpi kpi, Period last, int periods, CancellationToken ct)
    {
        var course = new List<(Period, Reading)>();
        for (var period = last; course.Count < periods; period = period.Previous()) course.Add((period, await facts.Whole(kpi, period, ct)));
        course.Reverse();
        return course;
    }

    public Task<Reading> Rolling(IKpi kpi, DateTimeOffset to, CancellationToken ct) => facts.Whole(kpi, Period.Rolling(to), ct);

    static KpiFigure Of(IKpi kpi, Period period, Reading reading, Reading? previous, Benchmark benchmark, DateTimeOffset now)
    {
        var window = kpi.Window(period.Kind) ?? TimeSpan.Zero;
        var comparable = reading.Value is not null && previous?.Value is not null;
        return new(
            kpi.Key, reading.Value, reading.Numerator, reading.Denominator, reading.Interval?.Low, reading.Interval?.High, benchmark.Good, benchmark.IsMetBy(reading.Value),
            new(previous?.Value, comparable ? reading.Value - previous!.Value : null, comparable ? !reading.DiffersFrom(previous!) : null),
            new(reading.Denominator, SampleGuard.Required(period.Kind, reading.Share), SampleGuard.IsEnough(reading.Denominator, period.Kind, reading.Share)),
            new(period.From - window, period.To - window, period.To <= now), reading.Also);
    }
}
