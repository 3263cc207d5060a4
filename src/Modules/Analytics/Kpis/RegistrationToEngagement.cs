using Nameplate.Analytics.Facts;
using Nameplate.Platform.Storage;

namespace Nameplate.Analytics.Kpis;

/// <summary>KPI 3: of the registrations whose 30 days ended in the period, those followed by a second action in them: a scan, a visit, a look for help. What comes within half an hour belongs to registering.</summary>
internal sealed class RegistrationToEngagement(AppDb db) : IKpi
{
    static readonly TimeSpan Days = TimeSpan.FromDays(30);

    public string Key => "registration_to_engagement";
    public TimeSpan? Window(PeriodKind kind) => Days;
    public Benchmark Benchmark { get; } = new(0.30, Threshold.Above, Benchmark.Default);
    public Unit Unit => Unit.Share;
    public bool CountsScans => true;

    const string Entered = """
        analytics_registration f left join analytics_unit u on u.brand_id = f.brand_id and u.id = f.unit_id
        where f.brand_id = {0} and f.registered >= {1} and f.registered < {2} and f.unit_id not in
        """ + " " + FactsSql.TestUnits;

    // {3}: half an hour, {4}: the window
    static readonly string Engaged = Engagement.Of("f", "<= f.registered + {4}");

    public async Task<IReadOnlyDictionary<string, Reading>> Read(Period period, Split split, CancellationToken ct)
    {
        var mature = await Registrations(period.From - Days, period.To - Days, split, ct);
        var young = (await Registrations(period.To - Days, period.To, split, ct)).ToDictionary(p => p.Part);
        return mature.Select(p => p.Part).Union(split.Whole()).ToDictionary(part => part, part =>
        {
            var all = mature.Find(p => p.Part == part) ?? new(part, 0, 0);
            return (Reading)new Proportion(all.Counted, all.Entered, new Dictionary<string, double?>
            {
                ["immature"] = young.TryGetValue(part, out var y) ? Reading.Of(y.Counted, y.Entered) : null,
            });
        });
    }

    Task<List<CountedPart>> Registrations(DateTimeOffset from, DateTimeOffset to, Split split, CancellationToken ct) => db.Facts<CountedPart>($"""
        select p.part as "Part", count(*) as "Entered", cast(coalesce(sum(p.engaged), 0) as bigint) as "Counted"
        from (select {split.Part("f.channel")} as part, case when {Engaged} then 1 else 0 end as engaged from {Entered}) p
        group by p.part
        """, ct, from.Microseconds(), to.Microseconds(), Engagement.Pause, Days.Microseconds());

    public Task<IReadOnlyList<KpiRow>> Rows(Period period, (long At, Guid Id) after, int limit, CancellationToken ct) => db.Rows($$"""
        {{FactsSql.Columns("f.id", "f.registered", "f.unit_id", "f.channel", Engaged)}}
        from {{Entered}} and (f.registered, f.id) > ({5}, {6})
        order by f.registered, f.id limit {7}
        """, null, ct, (period.From - Days).Microseconds(), (period.To - Days).Microseconds(), Engagement.Pause, Days.Microseconds(), after.At, db.Key(after.Id), limit);
}
