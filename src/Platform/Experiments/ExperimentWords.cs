using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Nameplate.Platform.Experiments;

/// <summary>Says in plain words what an experiment shows.</summary>
internal static class ExperimentWords
{
    public static string Say(IStringLocalizer<Texts> words, ReadExperiment.Whole whole, DateTimeOffset now)
    {
        var (e, r) = (whole.Experiment, whole.Readout);
        string Name(string variant) => whole.Variants.FirstOrDefault(v => v.Key == variant)?.Name ?? variant;
        var first = r.Arms[0];
        var found = r.Comparisons.Where(c => c.Verdict == r.Verdict).MaxBy(c => c.Difference);
        return r.Verdict switch
        {
            Verdict.Nothing => words["Experiments.Says.Nothing"],
            Verdict.Uneven => words["Experiments.Says.Uneven"],
            Verdict.Better when found is not null => words["Experiments.Says.Better", Name(found.Variant), first.Name, Points(found.Difference), Points(found.Low), Points(found.High)],
            Verdict.Worse when found is not null => words["Experiments.Says.Worse", Name(found.Variant), first.Name, Points(-found.Difference), Points(-found.High), Points(-found.Low)],
            Verdict.NoDifference => e.Subject == SubjectKind.Lot ? words["Experiments.Says.NoneOfLots"] : words["Experiments.Says.None", Points((double)e.Effect / 100)],
            _ when e.Subject == SubjectKind.Lot && e.EndedAt(now) is null => words["Experiments.Says.NotBefore", Web.Dates.Long(e.EndsAt ?? now)],
            _ when e.Subject == SubjectKind.Lot => words["Experiments.Says.FewLots", r.Needed],
            _ => words["Experiments.Says.NotYet", r.Arms.Min(a => a.Exposed).ToString("N0", CultureInfo.CurrentCulture), r.Needed.ToString("N0", CultureInfo.CurrentCulture)],
        };
    }

    /// <summary>Points of a hundred.</summary>
    public static string Points(double? share) => share is { } s ? (s * 100).ToString("0.0", CultureInfo.CurrentCulture) : "–";
    public static string Percent(double? share) => share is { } s ? (s * 100).ToString("0.0", CultureInfo.CurrentCulture) + " %" : "–";
}
