using System.Globalization;
using System.Text;
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
        return TypedResults.Stream(file => Write(file, kpi, named, ct), "text/csv; charset=utf-8", $"{key}-{named.Name}.csv");
    }

    static async Task Write(Stream file, IKpi kpi, Period period, CancellationToken ct)
    {
        await using var text = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true);
        await text.WriteLineAsync("id,at,unit,gtin,lot,market,channel,counted,figure".AsMemory(), ct);
        var mark = (long.MinValue, Guid.Empty);
        while (true)
        {
            var rows = await kpi.Rows(period, mark, Portion, ct);
            foreach (var r in rows)
                await text.WriteLineAsync(string.Join(',', r.Id, r.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), r.Unit, r.Gtin, Quoted(r.Lot), Quoted(r.Market), r.Channel,
                    r.Counted is { } counted ? counted ? "true" : "false" : "", r.Figure?.ToString("R", CultureInfo.InvariantCulture)).AsMemory(), ct);
            if (rows.Count < Portion) return;
            mark = (rows[^1].At.Microseconds(), rows[^1].Id);
        }
    }

    static string? Quoted(string? cell) => cell is null || cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
