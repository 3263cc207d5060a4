using Nameplate.Platform.Experiments.Statistics;

namespace Nameplate.Platform.Experiments;

/// <summary>What can be said by now, no more.</summary>
internal enum Verdict
{
    /// <summary>It has not begun, or nothing was seen yet.</summary>
    Nothing,
    /// <summary>Too few for a word, and no clear difference so far.</summary>
    NotYet,
    /// <summary>Variants were not seen as often as their weights say: something is broken, and no figure can be trusted.</summary>
    Uneven,
    Better, Worse,
    /// <summary>As many as were planned for, and no difference can be seen.</summary>
    NoDifference,
}

/// <summary>A variant's figures.</summary>
/// <param name="Lots">Where lots are the subjects: how many hold units that count.</param>
internal sealed record ArmFigures(string Variant, string Name, long Exposed, long Converted, int? Lots)
{
    public double? Share => Exposed == 0 ? null : (double)Converted / Exposed;
}

/// <summary>A variant beside the first one.</summary>
/// <param name="Difference">Its share less the first one's; with the interval a share too.</param>
/// <param name="P">How easily chance alone does as much; it allows for every earlier look and for the other variants.</param>
internal sealed record Comparison(string Variant, double Difference, double? Low, double? High, double P, Verdict Verdict);

/// <summary>The honest readout of an experiment.</summary>
/// <param name="SplitP">How easily chance alone divides the subjects so; null where lots were given out by hand.</param>
internal sealed record Readout(Verdict Verdict, IReadOnlyList<ArmFigures> Arms, IReadOnlyList<Comparison> Comparisons, ArmFigures? HeldOut, double? SplitP, long Needed)
{
    const long Fewest = 100;      // below it the normal curve says little about shares
    const double Uneven = 0.001;

    public static Readout Of(Experiment experiment, IReadOnlyList<ExperimentVariant> variants, IReadOnlyList<ArmFigures> arms, ArmFigures? heldOut, DateTimeOffset now)
    {
        var needed = experiment.Needed ?? NeededOf(experiment, variants.Count);
        var comparisons = variants.Count - 1;
        var splitP = SplitOf(variants, arms);
        var effect = (double)experiment.Effect / 100;
        List<Comparison> seen = [];
        for (var i = 1; i < arms.Count; i++)
        {
            if (AlwaysValid.Of((arms[0].Converted, arms[0].Exposed), (arms[i].Converted, arms[i].Exposed), effect, comparisons) is not { } found) continue;
            var (few, enough) = (Math.Min(arms[0].Exposed, arms[i].Exposed) < Fewest, Math.Min(arms[0].Exposed, arms[i].Exposed) >= needed);
            seen.Add(new(arms[i].Variant, found.Difference, found.Low, found.High, found.P, splitP < Uneven ? Verdict.Uneven : Say(found.P, found.Difference, isReady: !few, isDone: enough)));
        }
        return new(Whole(seen, arms.Sum(a => a.Exposed)), arms, seen, heldOut, splitP, needed);
    }

    /// <summary>Where lots were given out: nothing is said before the planned end, since each look would be one more try.</summary>
    public static Readout OfLots(Experiment experiment, IReadOnlyList<ExperimentVariant> variants, ILookup<string, ExperimentLot> lots, DateTimeOffset now)
    {
        var comparisons = variants.Count - 1;
        IReadOnlyList<(long, long)> Of(string variant) => [.. lots[variant].Where(l => l.Counted > 0).Select(l => ((long)l.Converted, (long)l.Counted))];
        var arms = variants.Select(v => new ArmFigures(v.Key, v.Name, lots[v.Key].Sum(l => (long)l.Counted), lots[v.Key].Sum(l => (long)l.Converted), Of(v.Key).Count)).ToList();
        var isOver = experiment.EndedAt(now) is not null;
        List<Comparison> seen = [];
        foreach (var variant in variants.Skip(1))
            if (ByLots.Of(Of(variants[0].Key), Of(variant.Key), comparisons) is { } found)
                seen.Add(new(variant.Key, found.Difference, found.Low, found.High, found.P, Say(found.P, found.Difference, isReady: isOver && Math.Min(Of(variants[0].Key).Count, Of(variant.Key).Count) >= ByLots.Fewest, isDone: isOver)));
        return new(Whole(seen, arms.Sum(a => a.Exposed)), arms, seen, null, null, ByLots.Fewest);
    }

    public static int NeededOf(Experiment experiment, int variants) => experiment.Subject == SubjectKind.Lot ? ByLots.Fewest : AlwaysValid.Needed((double)experiment.Baseline / 100, (double)experiment.Effect / 100, variants - 1);

    static Verdict Say(double p, double difference, bool isReady, bool isDone) =>
        !isReady ? Verdict.NotYet : p < AlwaysValid.Alpha ? difference > 0 ? Verdict.Better : Verdict.Worse : isDone ? Verdict.NoDifference : Verdict.NotYet;

    static Verdict Whole(IReadOnlyList<Comparison> seen, long exposed) =>
        exposed == 0 || seen.Count == 0 ? Verdict.Nothing
        : ((Verdict[])[Verdict.Uneven, Verdict.Better, Verdict.NotYet, Verdict.Worse]).FirstOrDefault(v => seen.Any(c => c.Verdict == v), Verdict.NoDifference);

    static double? SplitOf(IReadOnlyList<ExperimentVariant> variants, IReadOnlyList<ArmFigures> arms)
    {
        double all = arms.Sum(a => a.Exposed), weights = variants.Sum(v => v.Weight);
        if (all < Fewest) return null;
        return Normal.ChiSquareTail(variants.Zip(arms).Sum(x => all * x.First.Weight / weights is var due && due > 0 ? Math.Pow(x.Second.Exposed - due, 2) / due : 0), variants.Count - 1);
    }
}
