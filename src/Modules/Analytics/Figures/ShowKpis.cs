using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Nameplate.Analytics.Facts;
using Nameplate.Analytics.Kpis;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Analytics.Figures;

internal static class ShowKpis
{
    /// <summary>A KPI of one part of a split.</summary>
    internal sealed record Part(string Name, double? Value, long? Numerator, long Denominator, double? Low, double? High, bool? MeetsBenchmark, KpiTrend Trend, KpiSample Sample, IReadOnlyDictionary<string, double?> Also);

    /// <summary>One KPI of a period, whole and split.</summary>
    internal sealed record One(string Period, DateTimeOffset From, DateTimeOffset To, DateTimeOffset AsOf, KpiFigure Kpi, Split? By, IReadOnlyList<Part>? Parts);

    /// <summary>One of those a figure speaks of.</summary>
    internal sealed record Row(Guid Id, DateTimeOffset At, Guid? Unit, string? Gtin, string? Lot, string? Market, string? Channel, bool? Counted, double? Figure);

    const int MostParts = 500;

    /// <summary>Shows the KPIs of a period.</summary>
    /// <remarks>Rates are fractions of one, times are days, values are unrounded. A KPI with a window speaks of those whose window closed in the period, so it never changes later; see <c>cohort</c>.</remarks>
    /// <param name="period">A quarter 2026-Q3, a month 2026-09 or an ISO week 2026-W37.</param>
    /// <param name="at">The time that counts as now, ISO 8601; the clock's when not given.</param>
    /// <response code="422">That names no period; the message says how one is written.</response>
    /// <example>
    /// GET /api/v1/kpis?period=2026-Q3&amp;at=2026-10-01T00:00:00Z
    /// 200
    /// {"period": "2026-Q3", "from": "2026-07-01T00:00:00Z", "to": "2026-10-01T00:00:00Z", "asOf": "2026-10-01T00:00:00Z", "kpis": [
    /// {"key": "warranty_capture_rate", "value": 0.62, "numerator": 31, "denominator": 50, "low": 0.482, "high": 0.741, "good": 0.6, "meetsBenchmark": true,
    ///  "trend": {"previous": 0.58, "delta": 0.04, "stable": true}, "sample": {"n": 50, "required": 30, "enough": true}, "cohort": {"from": "2026-04-02T00:00:00Z", "to": "2026-07-03T00:00:00Z", "mature": true}, "also": {}}
    /// ]}
    /// </example>
    internal static async Task<Results<Ok<KpiReport>, ProblemHttpResult>> All(DrawFigures figures, CancellationToken ct, string? period = null, string? at = null)
    {
        if (!TryTime(at, out var now)) return WrongTime();
        var (report, error) = await figures.For(period, now, ct);
        return report is null ? Problems.Field("period", error!) : TypedResults.Ok(report);
    }

    /// <summary>Shows one KPI of a period, split when asked.</summary>
    /// <remarks>Split by the unit's product (GTIN), market or lot, or by channel: of the sale for capture and order value, of the registration for the others. The 500 largest parts; what the records do not tell is the part named "".</remarks>
    /// <param name="key">For example <c>warranty_capture_rate</c>.</param>
    /// <param name="by">product, market, channel or lot.</param>
    /// <response code="404">There is no such KPI; the message names those there are.</response>
    /// <example>
    /// GET /api/v1/kpis/warranty_capture_rate?period=2026-Q3&amp;by=market&amp;at=2026-10-01T00:00:00Z
    /// 200
    /// {"period": "2026-Q3", "from": "2026-07-01T00:00:00Z", "to": "2026-10-01T00:00:00Z", "asOf": "2026-10-01T00:00:00Z", "kpi": {"key": "warranty_capture_rate", "value": 0.62, "numerator": 31, "denominator": 50, "low": 0.482, "high": 0.741, "good": 0.6, "meetsBenchmark": true,
    ///  "trend": {"previous": 0.58, "delta": 0.04, "stable": true}, "sample": {"n": 50, "required": 30, "enough": true}, "cohort": {"from": "2026-04-02T00:00:00Z", "to": "2026-07-03T00:00:00Z", "mature": true}, "also": {}}, "by": "market",
    ///  "parts": [{"name": "DE", "value": 0.64, "numerator": 16, "denominator": 25, "low": 0.445, "high": 0.798, "meetsBenchmark": true, "trend": {"previous": null, "delta": null, "stable": null}, "sample": {"n": 25, "required": 30, "enough": false}, "also": {}}]}
    /// </example>
    internal static async Task<Results<Ok<One>, ProblemHttpResult>> ByKey(string key, DrawFigures figures, CancellationToken ct, string? period = null, string? by = null, string? at = null)
    {
        if (Find(figures, key) is not { } kpi) return NoSuch(figures, key);
        if (!Period.TryParse(period, out var named)) return Problems.Field("period", Period.Explain(period));
        if (!TryTime(at, out var now)) return WrongTime();
        var split = Split.None;
        if (by is not null && (!Snake.TryEnum(by, out split) || split == Split.None)) return Problems.Field("by", $"“{by}” is no split. Use product, market, channel or lot.");

        var (whole, parts, asOf) = await figures.Of(kpi, named, split, MostParts, now, ct);
        return TypedResults.Ok(new One(named.Name, named.From, named.To, asOf, whole, split == Split.None ? null : split, split == Split.None ? null :
            [.. parts.Select(p => new Part(p.Name, p.Figure.Value, p.Figure.Numerator, p.Figure.Denominator, p.Figure.Low, p.Figure.High, p.Figure.MeetsBenchmark, p.Figure.Trend, p.Figure.Sample, p.Figure.Also))]));
    }

    /// <summary>Lists the rows behind a figure: every one in its denominator.</summary>
    /// <remarks>For <c>parts_order_value</c> the retail orders too. Ids and figures only, nothing that names a person.</remarks>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 1,000; 100 when not given.</param>
    /// <example>
    /// GET /api/v1/kpis/warranty_capture_rate/rows?period=2026-Q3&amp;limit=100
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "at": "2026-05-01T00:00:00Z", "unit": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "lot": null, "market": null, "channel": "retail", "counted": true, "figure": null}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Row>>, ProblemHttpResult>> Rows(string key, DrawFigures figures, ReadFacts facts, CancellationToken ct, string? period = null, string? after = null, int limit = 100)
    {
        if (Find(figures, key) is not { } kpi) return NoSuch(figures, key);
        if (!Period.TryParse(period, out var named)) return Problems.Field("period", Period.Explain(period));
        if (Paging.Wrong(limit, TryMark(after, out var mark), most: 1000) is { } wrong) return wrong;
        await facts.CatchUp(ct);
        var rows = await kpi.Rows(named, mark, limit + 1, ct);
        return TypedResults.Ok(Paging.Page(rows, limit, r => new Row(r.Id, r.At, r.Unit, r.Gtin, r.Lot, r.Market, r.Channel, r.Counted, r.Figure), Mark));
    }

    internal static IKpi? Find(DrawFigures figures, string key) => figures.Kpis.FirstOrDefault(k => k.Key == key);

    internal static string Mark(KpiRow last) => PageMark.Of(last.At.Microseconds().ToString(CultureInfo.InvariantCulture), last.Id.ToString());

    internal static bool TryMark(string? text, out (long At, Guid Id) mark)
    {
        mark = (long.MinValue, Guid.Empty);
        if (string.IsNullOrEmpty(text)) return true;
        return PageMark.Read(text, 2) is [var at, var id] && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out mark.At) && Guid.TryParse(id, out mark.Id);
    }

    static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read) ? read : null;
        return text is null || time is not null;
    }

    static ProblemHttpResult WrongTime() => Problems.Field("at", "Write the time like 2026-10-01T00:00:00Z.");
    static ProblemHttpResult NoSuch(DrawFigures figures, string key) => Problems.NotFound($"There is no KPI “{key}”. There are: {string.Join(", ", figures.Kpis.Select(k => k.Key))}.");
}
