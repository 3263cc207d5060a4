using Nameplate.Analytics.Facts;

namespace Nameplate.Analytics.Kpis;

/// <summary>KPI 11: of all owners at the end of the period, those who came by at least twice in the 90 days before it: scans of their units, visits and looks for help, those less than half an hour apart being one.</summary>
internal sealed class ReturningVisitorRate(OwnerShare owners) : IKpi
{
    static readonly TimeSpan Days = TimeSpan.FromDays(90);

    public string Key => "returning_visitor_rate";
    public TimeSpan? Window(PeriodKind kind) => null;
    public Benchmark Benchmark { get; } = new(0.25, Threshold.Above, Benchmark.Default);
    public Unit Unit => Unit.Share;
    public bool CountsScans => true;

    /// <summary>Whose a unit was at a time: the last registration at or before it.</summary>
    static string Last(string at) => "not exists (select 1 from analytics_registration n where n.brand_id = {0} and n.unit_id = r.unit_id and n.registered > r.registered and n.registered <= " + at + ")";

    // {3}: the pause between two visits, {4}: where the 90 days begin
    static readonly string Visits = $$"""
        with seen as (
            select r.owner_id as owner, s.at as at from analytics_registration r
            join analytics_scan s on s.brand_id = r.brand_id and s.unit_id = r.unit_id and s.at >= r.registered and s.at >= {4} and s.at < {2}
            where r.brand_id = {0} and r.registered < {2} and r.unit_id not in {{FactsSql.TestUnits}} and {{Last("s.at")}}
            union all
            select t.owner_id, t.at from analytics_touch t where t.brand_id = {0} and t.at >= {4} and t.at < {2} and t.owner_id is not null and {{FactsSql.Counts("t")}}
            union all
            select r.owner_id, t.at from analytics_touch t
            join analytics_registration r on r.brand_id = t.brand_id and r.unit_id = t.unit_id and r.registered <= t.at
            where t.brand_id = {0} and t.at >= {4} and t.at < {2} and t.owner_id is null and r.unit_id not in {{FactsSql.TestUnits}} and {{Last("t.at")}}
        ),
        spaced as (select owner, at - lag(at) over (partition by owner order by at) as pause from seen),
        back as (select distinct owner from spaced where pause > {3})
        """;

    const string Came = "f.owner_id in (select owner from back)";

    static long From(Period period) => (period.To - Days).Microseconds();

    public Task<IReadOnlyDictionary<string, Reading>> Read(Period period, Split split, CancellationToken ct) => owners.Read(period, split, Came, Visits, Engagement.Pause, From(period), ct);
    public Task<IReadOnlyList<KpiRow>> Rows(Period period, (long At, Guid Id) after, int limit, CancellationToken ct) => owners.Rows(period, Came, Visits, Engagement.Pause, From(period), after, limit, ct);
}
