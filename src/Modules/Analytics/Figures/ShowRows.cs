using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Analytics.Facts;
using Nameplate.Analytics.Kpis;
using Nameplate.Platform.Web;

namespace Nameplate.Analytics.Figures;

/// <summary>The rows behind a figure, in the console and as a file.</summary>
internal static class ShowRows
{
    const int Page = 100, Portion = 1000;

    internal static async Task<IResult> List(string key, HttpContext http, DrawFigures figures, ReadFacts facts, ConsoleFrames frames, IStringLocalizer<Texts> words, CancellationToken ct, string? period = null, string? after = null)
    {
        if (ShowKpis.Find(figures, key) is not { } kpi || !Period.TryParse(period, out var named) || !ShowKpis.TryMark(after, out var mark)) return TypedResults.LocalRedirect("/admin/figures");
        await facts.CatchUp(ct);
        var rows = await kpi.Rows(named, mark, Page, ct);
        var frame = await frames.For(http, words[kpi.Key]);
        return Pages.Console<RowsPage>(new RowsPage.Shown(frame, new InWords(words, frame.Brand.Currency), kpi, named, rows, rows.Count == Page ? ShowKpis.Mark(rows[^1]) : null));
    }

    internal static async Task<IResult> Csv(string key, DrawFigures figures, ReadFacts facts, CancellationToken ct, string? period = null)
    {
        if (ShowKpis.Find(figures, key) is not { } kpi || !Period.TryParse(period, out var named)) return TypedResults.LocalRedirect("/admin/figures");
        await facts.CatchUp(ct);
        return TypedResults.Stream(file => Write(file, kpi, named, ct), CsvFile.ContentType, $"{key}-{named.Name}.csv");
    }

    static async Task Write(Stream file, IKpi kpi, Period period, CancellationToken ct)
    {
        await using var csv = CsvFile.To(file);
        foreach (var name in (string[])["id", "at", "unit", "gtin", "lot", "market", "channel", "counted", "figure"]) csv.WriteField(name);
        await csv.EndRecordAsync(ct);
        var mark = (long.MinValue, Guid.Empty);
        while (true)
        {
            var rows = await kpi.Rows(period, mark, Portion, ct);
            foreach (var r in rows)
            {
                foreach (var text in (string?[])[r.Id.ToString(), r.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), r.Unit?.ToString(), r.Gtin, r.Lot, r.Market, r.Channel, r.Counted is { } counted ? counted ? "true" : "false" : ""]) csv.WriteField(text);
                if (r.Figure is { } figure) csv.WriteField(figure, "R", CultureInfo.InvariantCulture);
                else csv.WriteField("");
                await csv.EndRecordAsync(ct);
            }
            if (rows.Count < Portion) return;
            mark = (rows[^1].At.Microseconds(), rows[^1].Id);
        }
    }
}
