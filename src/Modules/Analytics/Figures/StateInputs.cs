using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Analytics.Kpis;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Analytics.Figures;

/// <summary>The brand sets its own benchmarks, with their source, and the value of an average retail order.</summary>
internal sealed class StateInputs(AppDb db, CurrentBrand brand, DrawFigures figures, Inputs inputs, TimeProvider clock)
{
    /// <summary>One line of the form: a number as typed, and where it comes from.</summary>
    internal sealed record Line(string Key, string Number, string Source);

    /// <returns>The first line that is not right and the word for why, or null when all is stored.</returns>
    internal async Task<(string Key, string Word)?> Handle(IReadOnlyList<Line> lines, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var current = await inputs.Benchmarks(figures.Kpis, ct);
        var own = await db.Set<StatedBenchmark>().ToDictionaryAsync(b => b.Key, ct);
        foreach (var kpi in figures.Kpis)
        {
            if (lines.FirstOrDefault(l => l.Key == kpi.Key) is not { } line) continue;
            if (!TryNumber(line.Number, out var number)) return (kpi.Key, "Inputs.WrongNumber");
            if (line.Source.Length is 0 or > 300) return (kpi.Key, "Inputs.NoSource");
            var good = (double)(kpi.Unit == Unit.Days ? number : number / 100);
            if (current[kpi.Key] is var known && known.Good == good && known.Source == line.Source) continue;
            if (!own.TryGetValue(kpi.Key, out var stated)) db.Add(stated = new StatedBenchmark { BrandId = brand.Id, Key = kpi.Key });
            stated.State(good, line.Source, now);
        }

        if (lines.FirstOrDefault(l => l.Key == StatedInput.RetailOrderValue) is { } retail)
        {
            var known = await db.Set<StatedInput>().SingleOrDefaultAsync(i => i.Key == StatedInput.RetailOrderValue, ct);
            if (retail.Number.Length == 0) { if (known is not null) db.Remove(known); }
            else
            {
                if (!TryNumber(retail.Number, out var value)) return ("Inputs.Retail", "Inputs.WrongNumber");
                if (retail.Source.Length is 0 or > 300) return ("Inputs.Retail", "Inputs.NoSource");
                if (known is null) db.Add(known = new StatedInput { BrandId = brand.Id, Key = StatedInput.RetailOrderValue });
                known.State(value, retail.Source, now);
            }
        }
        await db.SaveChangesAsync(ct);
        return null;
    }

    // browsers send number fields with a dot, whatever the language
    static bool TryNumber(string text, out decimal number) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number <= 1_000_000_000;

    internal static async Task<IResult> Page(HttpContext http, DrawFigures figures, Inputs inputs, ConsoleFrames frames, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        var benchmarks = await inputs.Benchmarks(figures.Kpis, ct);
        var retail = await inputs.RetailOrder(ct);
        List<Line> lines = [.. figures.Kpis.Select(k => new Line(k.Key, Typed((decimal)benchmarks[k.Key].Good * (k.Unit == Unit.Days ? 1 : 100)), benchmarks[k.Key].Source)), new(StatedInput.RetailOrderValue, retail is null ? "" : Typed(retail.Value), retail?.Source ?? "")];
        return await Form(http, figures, frames, words, lines, null);
    }

    internal static async Task<IResult> Save(HttpContext http, StateInputs state, DrawFigures figures, ConsoleFrames frames, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        List<Line> lines = [.. figures.Kpis.Select(k => k.Key).Append(StatedInput.RetailOrderValue).Select(k => new Line(k, form[k].ToString().Trim(), Source(form[k + ".source"].ToString().Trim(), words)))];
        return await state.Handle(lines, ct) is { } wrong
            ? await Form(http, figures, frames, words, lines, words[wrong.Word, words[wrong.Key].Value])
            : TypedResults.LocalRedirect("/admin/figures?done=inputs");
    }

    // a default that was left as it is stays the default, in every language
    static string Source(string text, IStringLocalizer<Texts> words) => text == words["Benchmark.Default"] ? Benchmark.Default : text;

    static string Typed(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    static async Task<IResult> Form(HttpContext http, DrawFigures figures, ConsoleFrames frames, IStringLocalizer<Texts> words, List<Line> lines, string? error) =>
        Pages.Console<InputsPage>(new InputsPage.Shown(await frames.For(http, words["Benchmarks"]), words, figures.Kpis, lines, error), error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
