using Nameplate.Analytics.Facts;

namespace Nameplate.Analytics.Kpis;

/// <summary>KPI 12: of all owners at the end of the period, those whom a campaign, a recall, a service or a recommendation reached in the 365 days before it.</summary>
internal sealed class DataActivationRate(OwnerShare owners) : IKpi
{
    static readonly TimeSpan Days = TimeSpan.FromDays(365);

    public string Key => "data_activation_rate";
    public TimeSpan? Window(PeriodKind kind) => null;
    public Benchmark Benchmark { get; } = new(0.50, Threshold.Above, Benchmark.Default);
    public Unit Unit => Unit.Share;

    // {3}: where the 365 days begin
    const string Reached = "exists (select 1 from analytics_action a where a.brand_id = {0} and a.owner_id = f.owner_id and a.at >= {3} and a.at < {2})";

    static long From(Period period) => (period.To - Days).Microseconds();

    public Task<IReadOnlyDictionary<string, Reading>> Read(Period period, Split split, CancellationToken ct) => owners.Read(period, split, Reached, "", From(period), 0, ct);
    public Task<IReadOnlyList<KpiRow>> Rows(Period period, (long At, Guid Id) after, int limit, CancellationToken ct) => owners.Rows(period, Reached, "", From(period), 0, after, limit, ct);
}
