using Nameplate.Analytics.Facts;
using Nameplate.Platform.Storage;

namespace Nameplate.Analytics.Kpis;

/// <summary>
/// KPI 7: of the owners whose window since their first registration ended in the period, those who bought a part, consumable or accessory directly in it.
/// A quarter looks a year back; months and weeks 90 days.
/// </summary>
internal sealed class AftermarketConversionRate(AppDb db) : IKpi
{
    public string Key => "aftermarket_conversion_rate";
    public TimeSpan? Window(PeriodKind kind) => Days(kind);
    public Benchmark Benchmark { get; } = new(0.20, Threshold.Above, Benchmark.Default);
    public Unit Unit => Unit.Share;

    static TimeSpan Days(PeriodKind kind) => TimeSpan.FromDays(kind == PeriodKind.Quarter ? 365 : 90);

    // An order belongs to its owner; where it names none, to whoever's registration of its unit was the last at or before it. {3}: the window
    const string Converted = """
        (exists (select 1 from analytics_order_line l
            where l.brand_id = {0} and l.owner_id = f.owner_id and l.placed > f.registered and l.placed <= f.registered + {3} and l.channel = 'direct' and
        """ + " " + FactsSql.Aftermarket + """
        ) or exists (select 1 from analytics_registration h
            join analytics_order_line l on l.brand_id = h.brand_id and l.unit_id = h.unit_id and l.owner_id is null and l.placed >= h.registered
            where h.brand_id = {0} and h.owner_id = f.owner_id and l.placed > f.registered and l.placed <= f.registered + {3} and l.channel = 'direct'
                and not exists (select 1 from analytics_registration n where n.brand_id = {0} and n.unit_id = h.unit_id and n.registered > h.registered and n.registered <= l.placed) and
        """ + " " + FactsSql.Aftermarket + "))";

    public async Task<IReadOnlyDictionary<string, Reading>> Read(Period period, Split split, CancellationToken ct)
    {
        var window = Days(period.Kind);
        var mature = await Owners(period.From - window, period.To - window, window, split, ct);
        var young = (await Owners(period.To - window, period.To, window, split, ct)).ToDictionary(p => p.Part);
        return mature.Select(p => p.Part).Union(split.Whole()).ToDictionary(part => part, part =>
        {
            var all = mature.Find(p => p.Part == part) ?? new(part, 0, 0);
            return (Reading)new Proportion(all.Counted, all.Entered, new Dictionary<string, double?>
            {
                ["immature"] = young.TryGetValue(part, out var y) ? Reading.Of(y.Counted, y.Entered) : null,
            });
        });
    }

    Task<List<CountedPart>> Owners(DateTimeOffset from, DateTimeOffset to, TimeSpan window, Split split, CancellationToken ct) => db.Facts<CountedPart>($"""
        select p.part as "Part", count(*) as "Entered", cast(coalesce(sum(p.converted), 0) as bigint) as "Counted"
        from (select {split.Part("f.channel")} as part, case when {Converted} then 1 else 0 end as converted from {FactsSql.Owners}) p
        group by p.part
        """, ct, from.Microseconds(), to.Microseconds(), window.Microseconds());

    public Task<IReadOnlyList<KpiRow>> Rows(Period period, (long At, Guid Id) after, int limit, CancellationToken ct)
    {
        var window = Days(period.Kind);
        return db.Rows($$"""
            {{FactsSql.Columns("f.owner_id", "f.registered", "f.unit_id", "f.channel", Converted)}}
            from {{FactsSql.Owners}} and (f.registered, f.owner_id) > ({4}, {5})
            order by f.registered, f.owner_id limit {6}
            """, null, ct, (period.From - window).Microseconds(), (period.To - window).Microseconds(), window.Microseconds(), after.At, db.Key(after.Id), limit);
    }
}
