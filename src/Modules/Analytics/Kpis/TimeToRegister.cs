using Nameplate.Analytics.Facts;
using Nameplate.Analytics.Kpis.Statistics;
using Nameplate.Platform.Storage;

namespace Nameplate.Analytics.Kpis;

/// <summary>KPI 2: of the registrations in the period that carry their own date of purchase, the median of days (date to date) from it.</summary>
internal sealed class TimeToRegister(AppDb db) : IKpi
{
    const int Soon = 14;

    public string Key => "time_to_register";
    public TimeSpan? Window(PeriodKind kind) => null;
    public Benchmark Benchmark { get; } = new(7, Threshold.Below, Benchmark.Default);
    public Unit Unit => Unit.Days;

    const string Entered = """
        analytics_registration r left join analytics_unit u on u.brand_id = r.brand_id and u.id = r.unit_id
        where r.brand_id = {0} and r.registered >= {1} and r.registered < {2} and r.channel <> 'transfer' and r.purchased_day is not null
        """ + " and r.unit_id not in " + FactsSql.TestUnits;

    public async Task<IReadOnlyDictionary<string, Reading>> Read(Period period, Split split, CancellationToken ct)
    {
        var days = await db.Facts<ValuePart>($"""
            select p.part as "Part", cast(p.days as bigint) as "Value", count(*) as "Times"
            from (select {split.Part("r.channel")} as part, r.registered_day - r.purchased_day as days from {Entered}) p
            group by p.part, p.days
            """, ct, period.From.Microseconds(), period.To.Microseconds());
        var parts = days.ToLookup(d => d.Part);
        return parts.Select(p => p.Key).Union(split.Whole()).ToDictionary(part => part, part => (Reading)Of([.. parts[part]]));
    }

    static Estimate Of(ValuePart[] days)
    {
        var median = MedianInterval.Of(Histogram.Of(days.Select(d => ((double)d.Value, d.Times))));
        return new(median?.Median, median?.Count ?? 0, median?.Interval, new Dictionary<string, double?>
        {
            ["within14Days"] = Reading.Of(days.Where(d => d.Value <= Soon).Sum(d => d.Times), median?.Count ?? 0),
        });
    }

    public Task<IReadOnlyList<KpiRow>> Rows(Period period, (long At, Guid Id) after, int limit, CancellationToken ct) => db.Rows($$"""
        {{FactsSql.Columns("r.id", "r.registered", "r.unit_id", "r.channel", figure: "r.registered_day - r.purchased_day")}}
        from {{Entered}} and (r.registered, r.id) > ({3}, {4})
        order by r.registered, r.id limit {5}
        """, null, ct, period.From.Microseconds(), period.To.Microseconds(), after.At, db.Key(after.Id), limit);
}
