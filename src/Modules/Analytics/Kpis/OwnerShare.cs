using Nameplate.Analytics.Facts;
using Nameplate.Platform.Storage;

namespace Nameplate.Analytics.Kpis;

/// <summary>The share of all owners there are at the end of the period of whom something is true. They are split by their first registration.</summary>
internal sealed class OwnerShare(AppDb db)
{
    /// <param name="counted">What is true of the owner <c>f</c>; {2} is the period's end, {3} and {4} are the values given.</param>
    /// <param name="tables">Tables it reads, made for the statement: empty, or <c>with …</c>.</param>
    public async Task<IReadOnlyDictionary<string, Reading>> Read(Period period, Split split, string counted, string tables, long third, long fourth, CancellationToken ct)
    {
        var parts = await db.Facts<CountedPart>($"""
            {tables}
            select p.part as "Part", count(*) as "Entered", cast(coalesce(sum(p.counted), 0) as bigint) as "Counted"
            from (select {split.Part("f.channel")} as part, case when {counted} then 1 else 0 end as counted from {FactsSql.Owners}) p
            group by p.part
            """, ct, long.MinValue, period.To.Microseconds(), third, fourth);
        return parts.Select(p => p.Part).Union(split.Whole()).ToDictionary(part => part, part =>
        {
            var all = parts.Find(p => p.Part == part) ?? new(part, 0, 0);
            return (Reading)new Proportion(all.Counted, all.Entered, IKpi.Nothing);
        });
    }

    public Task<IReadOnlyList<KpiRow>> Rows(Period period, string counted, string tables, long third, long fourth, (long At, Guid Id) after, int limit, CancellationToken ct) => db.Rows($$"""
        {{tables}}
        {{FactsSql.Columns("f.owner_id", "f.registered", "f.unit_id", "f.channel", counted)}}
        from {{FactsSql.Owners}} and (f.registered, f.owner_id) > ({5}, {6})
        order by f.registered, f.owner_id limit {7}
        """, null, ct, long.MinValue, period.To.Microseconds(), third, fourth, after.At, db.Key(after.Id), limit);
}
