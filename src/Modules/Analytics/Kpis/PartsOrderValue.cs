using Nameplate.Analytics.Facts;
using Nameplate.Analytics.Figures;
using Nameplate.Analytics.Kpis.Statistics;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Analytics.Kpis;

/// <summary>
/// KPI 8: how much more an average direct order of parts, consumables and accessories is worth than one in retail, in the brand's currency.
/// Without a retail order in the period the brand's stated value stands in.
/// </summary>
internal sealed class PartsOrderValue(AppDb db, BrandBook brands, Inputs inputs) : IKpi
{
    public string Key => "parts_order_value";
    public TimeSpan? Window(PeriodKind kind) => null;
    public Benchmark Benchmark { get; } = new(0.30, Threshold.AtLeast, Benchmark.Default);
    public Unit Unit => Unit.Ratio;

    const string Lines = """
        analytics_order_line l left join analytics_unit u on u.brand_id = l.brand_id and u.id = l.unit_id
        where l.brand_id = {0} and l.placed >= {1} and l.placed < {2} and l.currency = {3} and
        """ + " " + FactsSql.Aftermarket;

    sealed record OrderPart(string Part, string Channel, long Value, long Times);

    public async Task<IReadOnlyDictionary<string, Reading>> Read(Period period, Split split, CancellationToken ct)
    {
        var currency = (await brands.Get(db.BrandId, ct)).Currency;
        var stated = await inputs.RetailOrderValue(ct);
        var orders = await db.Facts<OrderPart>($$"""
            select o.part as "Part", o.channel as "Channel", o.total as "Value", count(*) as "Times"
            from (select {{split.Part("u.sale_channel")}} as part, l.channel, l.order_id, cast(sum(l.amount) as bigint) as total from {{Lines}} group by {{(split == Split.None ? "" : "part, ")}}l.channel, l.order_id) o
            group by o.part, o.channel, o.total
            """, ct, period.From.Microseconds(), period.To.Microseconds(), currency);
        var parts = orders.ToLookup(o => o.Part);
        return parts.Select(p => p.Key).Union(split.Whole()).ToDictionary(part => part, part => (Reading)Of([.. parts[part]], stated));
    }

    static Estimate Of(OrderPart[] orders, decimal? stated)
    {
        Histogram In(string channel) => Histogram.Of(orders.Where(o => o.Channel == channel).Select(o => ((double)o.Value, o.Times)));
        var (direct, retail) = (In("direct"), In("retail"));
        if (retail.Count == 0 && stated is { } figure) retail = Histogram.Of([figure.TenThousandths()]);
        var (directMean, retailMean) = (direct.Mean(), retail.Mean());
        return new(retailMean is 0 ? null : (directMean / retailMean) - 1, direct.Count, Bootstrap.OfRatioOfMeans(direct, retail), new Dictionary<string, double?>
        {
            ["directOrderValue"] = directMean?.Amount(),
            ["retailOrderValue"] = retailMean?.Amount(),
        });
    }

    public async Task<IReadOnlyList<KpiRow>> Rows(Period period, (long At, Guid Id) after, int limit, CancellationToken ct)
    {
        var currency = (await brands.Get(db.BrandId, ct)).Currency;
        return await db.Rows($$"""
            {{FactsSql.Columns("l.order_id", "l.placed", "l.unit_id", "l.channel", figure: "sum(l.amount)")}}
            from {{Lines}} and (l.placed, l.order_id) > ({4}, {5})
            group by l.order_id, l.placed, l.unit_id, u.gtin, u.lot, u.market, l.channel
            order by l.placed, l.order_id limit {6}
            """, amount => ((double)amount).Amount(), ct, period.From.Microseconds(), period.To.Microseconds(), currency, after.At, db.Key(after.Id), limit);
    }
}
