namespace Nameplate.Analytics.Kpis;

/// <summary>KPI 10: of all owners at the end of the period, those whose name, place and date of purchase are known and who gave a sign of life after registering. E-mail and serial are always known.</summary>
internal sealed class ProfileCompleteness(OwnerShare owners) : IKpi
{
    public string Key => "profile_completeness";
    public TimeSpan? Window(PeriodKind kind) => null;
    public Benchmark Benchmark { get; } = new(0.60, Threshold.Above, Benchmark.Default);
    public Unit Unit => Unit.Share;
    public bool CountsScans => true;

    /// <summary>One of the owner's registrations before the period's end of which something is true.</summary>
    static string Any(string what) => $$"""
        exists (select 1 from analytics_registration r where r.brand_id = {0} and r.owner_id = f.owner_id and r.registered < {2} and r.unit_id not in {{FactsSql.TestUnits}} and {{what}})
        """;

    const string Named = "exists (select 1 from analytics_owner o where o.brand_id = {0} and o.id = f.owner_id and o.named < {2})";

    const string Bought = """
        exists (select 1 from analytics_order_line l where l.brand_id = {0} and l.owner_id = f.owner_id and l.placed < {2} and l.channel = 'direct' and
        """ + " " + FactsSql.Lines + """
        ) or exists (select 1 from analytics_registration h
            join analytics_order_line l on l.brand_id = h.brand_id and l.unit_id = h.unit_id and l.owner_id is null and l.placed >= h.registered
            where h.brand_id = {0} and h.owner_id = f.owner_id and l.placed < {2} and l.channel = 'direct'
                and not exists (select 1 from analytics_registration n where n.brand_id = {0} and n.unit_id = h.unit_id and n.registered > h.registered and n.registered <= l.placed) and
        """ + " " + FactsSql.Lines + ")";

    static readonly string Complete = $"({Any("r.named")} or {Named}) and {Any("r.placed")} and {Any("r.purchased_day is not null")} and ({Any(Engagement.Of("r", "< {2}"))} or {Bought})";

    public Task<IReadOnlyDictionary<string, Reading>> Read(Period period, Split split, CancellationToken ct) => owners.Read(period, split, Complete, "", Engagement.Pause, 0, ct);
    public Task<IReadOnlyList<KpiRow>> Rows(Period period, (long At, Guid Id) after, int limit, CancellationToken ct) => owners.Rows(period, Complete, "", Engagement.Pause, 0, after, limit, ct);
}
