using System.Globalization;
using Microsoft.Extensions.Localization;
using Nameplate.Analytics.Kpis;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Analytics.Figures;

/// <summary>Figures as the reader says and writes them.</summary>
internal sealed class InWords(IStringLocalizer<Texts> words, string currency)
{
    public IStringLocalizer<Texts> Words => words;

    public string Value(Unit unit, double? value) => (unit, value) switch
    {
        (_, null) => "–",
        (Unit.Days, 1) => words["Unit.Days.One"],
        (Unit.Days, { } days) => words["Unit.Days.Many", days.ToString("0.#", CultureInfo.CurrentCulture)],
        (Unit.Ratio, { } ratio) => (ratio > 0 ? "+" : "") + Percent(ratio),
        (_, { } share) => Percent(share),
    };

    public static string Percent(double share) => share.ToString("P1", CultureInfo.CurrentCulture);
    public static string Whole(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    public string Also(string name, double value) => name.EndsWith("OrderValue", StringComparison.Ordinal) ? new Money((decimal)value, currency).Rounded().ToString() : Percent(value);

    public string Period(Period period) => period.Kind switch
    {
        PeriodKind.Quarter => words["Period.Quarter", period.Name[6..], period.Name[..4]],
        PeriodKind.Week => words["Period.Week", period.Name[6..].TrimStart('0'), period.Name[..4]],
        _ => period.From.ToString("MMMM yyyy", CultureInfo.CurrentCulture),
    };

    public string Benchmark(Unit unit, Benchmark benchmark) => words[$"Benchmark.{benchmark.Threshold}", unit == Unit.Days ? Value(unit, benchmark.Good) : (unit == Unit.Ratio ? "+" : "") + benchmark.Good.ToString(IsWhole(benchmark.Good * 100) ? "P0" : "P1", CultureInfo.CurrentCulture)];

    static bool IsWhole(double number) => Math.Abs(number - Math.Round(number)) < 1e-9;

    public string Source(Benchmark benchmark) => words["Benchmark.Source", benchmark.Source == Kpis.Benchmark.Default ? words["Benchmark.Default"].Value : benchmark.Source];

    public string Trend(Unit unit, KpiTrend trend, Period previous)
    {
        if (trend.Delta is not { } delta) return words["Trend.None", Period(previous)];
        var change = unit == Unit.Days ? words["Delta.Days", Signed(delta)] : words["Delta.Points", Signed(delta * 100)];
        return words[trend.Stable is true ? "Trend.Stable" : "Trend.Changed", change.Value, Period(previous)];
    }

    /// <param name="hasWindow">Those who entered may still be counted after the period they entered in.</param>
    public string Cohort(string key, KpiCohort cohort, bool hasWindow) =>
        $"{words[key + ".Cohort", cohort.From.Long(), cohort.To.AddTicks(-1).Long()].Value} {words["Cohort." + (hasWindow, cohort.Mature) switch { (true, true) => "Mature", (true, false) => "Young", (false, true) => "Over", _ => "Running" }].Value}";

    static string Signed(double delta) => delta.ToString("+0.#;−0.#;0", CultureInfo.CurrentCulture);
}
