using Nameplate.Analytics.Facts;
using Nameplate.Platform.Storage;

namespace Nameplate.Analytics.Kpis;

/// <summary>KPI 1: of the units whose 90 days since the sale ended in the period, those that were registered within them. A transfer is no registration here.</summary>
internal sealed class WarrantyCaptureRate(AppDb db) : IKpi
{
    static readonly TimeSpan Days = TimeSpan.FromDays(90);

    public string Key => "warranty_capture_rate";
    public TimeSpan? Window(PeriodKind kind) => Days;
    public Benchmark Benchmark { get; } = new(0.40, Threshold.Above, Benchmark.Default);
    public Unit Unit => Unit.Share;

    // {3}: the window
    const string Captured = """
        exists (select 1 from analytics_registration r
            where r.brand_id = {0} and r.unit_id = u.id and r.channel <> 'transfer' and r.registered >= u.sold and r.registered <= u.sold + {3})
        """;

    public async Task<IReadOnlyDictionary<string, Reading>> Read(Period period, Split split, CancellationToken ct)
    {
        var (from, to) = ((period.From - Days).Microseconds(), (period.To - Days).Microseconds());
        var sold = await Sold(from, to, split, ct);
        var young = (await Sold(to, period.To.Microseconds(), split, ct)).ToDictionary(p => p.Part);
        var estimated = await Estimated(from, to, split, ct);

        return sold.Select(p => p.Part).Union(estimated is null ? [] : estimated.Keys).Union(split.Whole()).ToDictionary(part => part, part =>
        {
            var all = sold.Find(p => p.Part == part) ?? new(part, 0, 0);
            var more = estimated?.GetValueOrDefault(part) ?? new(part, 0, 0);
            return (Reading)new Proportion(all.Counted, all.Entered, new Dictionary<string, double?>
            {
                ["withEstimatedSales"] = estimated is null ? null : Reading.Of(all.Counted + more.Counted, all.Entered + more.Entered),
                ["immature"] = young.TryGetValue(part, out var y) ? Reading.Of(y.Counted, y.Entered) : null,
            });
        });
    }

    Task<List<CountedPart>> Sold(long from, long to, Split split, CancellationToken ct) => db.Facts<CountedPart>($$"""
        select p.part as "Part", count(*) as "Entered", cast(coalesce(sum(p.captured), 0) as bigint) as "Counted"
        from (select {{split.Part("u.sale_channel")}} as part, case when {{Captured}} then 1 else 0 end as captured
            from analytics_unit u where u.brand_id = {0} and not u.is_test and u.sold >= {1} and u.sold < {2}) p
        group by p.part
        """, ct, from, to, Days.Microseconds());

    /// <summary>Units without a sale, as if sold when the brand's median shelf time after shipping was over; null when nothing tells that time.</summary>
    async Task<Dictionary<string, CountedPart>?> Estimated(long from, long to, Split split, CancellationToken ct)
    {
        if (await TwiceMedianShelf(ct) is not { } twice) return null;
        // a median between two whole microseconds is a half: so both sides are doubled, and a bound is the first whole time behind it
        long FirstShipped(long sold) => (long)Math.Ceiling(((2m * sold) - twice) / 2);
        var parts = await db.Facts<CountedPart>($$"""
            select p.part as "Part", count(*) as "Entered", cast(coalesce(sum(p.captured), 0) as bigint) as "Counted"
            from (select {{split.Part("u.sale_channel")}} as part, case when exists (select 1 from analytics_registration r
                    where r.brand_id = {0} and r.unit_id = u.id and r.channel <> 'transfer' and 2 * (r.registered - u.shipped) >= {3} and 2 * (r.registered - u.shipped) <= {4}) then 1 else 0 end as captured
                from analytics_unit u where u.brand_id = {0} and not u.is_test and u.sold is null and u.shipped >= {1} and u.shipped < {2}) p
            group by p.part
            """, ct, FirstShipped(from), FirstShipped(to), twice, twice + (2 * Days.Microseconds()));
        return parts.ToDictionary(p => p.Part);
    }

    async Task<long?> TwiceMedianShelf(CancellationToken ct)
    {
        const string shelved = "from analytics_unit u where u.brand_id = {0} and not u.is_test and u.shelf is not null";
        var n = (await db.Facts<long>($"""select count(*) as "Value" {shelved}""", ct)).Single();
        if (n == 0) return null;
        var middle = await db.Facts<long>($$"""select u.shelf as "Value" {{shelved}} order by u.shelf limit {1} offset {2}""", ct, n % 2 == 0 ? 2 : 1, (n - 1) / 2);
        return middle.Count == 2 ? middle[0] + middle[1] : 2 * middle[0];
    }

    public Task<IReadOnlyList<KpiRow>> Rows(Period period, (long At, Guid Id) after, int limit, CancellationToken ct) => db.Rows($$"""
        {{FactsSql.Columns("u.id", "u.sold", "u.id", "u.sale_channel", Captured)}}
        from analytics_unit u
        where u.brand_id = {0} and not u.is_test and u.sold >= {1} and u.sold < {2} and (u.sold, u.id) > ({4}, {5})
        order by u.sold, u.id limit {6}
        """, null, ct, (period.From - Days).Microseconds(), (period.To - Days).Microseconds(), Days.Microseconds(), after.At, db.Key(after.Id), limit);
}
