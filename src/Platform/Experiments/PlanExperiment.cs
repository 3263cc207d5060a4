using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Experiments;

/// <summary>Plans an experiment, and changes the plan as long as it has not begun.</summary>
internal sealed partial class PlanExperiment(AppDb db, CurrentBrand brand, IEnumerable<IExperimentPlace> places, IStringLocalizer<Texts> words, TimeProvider clock)
{
    public const int MostVariants = 5;

    /// <summary>An experiment.</summary>
    /// <param name="Key">Small letters, digits and dashes; names it for good.</param>
    /// <param name="Place">Where it is tried, such as <c>owners.form</c> or <c>owners.insert</c>.</param>
    /// <param name="Goal">What is counted, such as <c>registered</c> or <c>confirmed</c>; the place’s usual one when not given.</param>
    /// <param name="Variants">Two to five. The first is the one the others are compared with.</param>
    /// <param name="Baseline">What the first variant is expected to reach, of a hundred.</param>
    /// <param name="Effect">The smallest difference worth knowing of, in points of a hundred.</param>
    /// <param name="WindowDays">How long after it was seen (with lots: sold) the goal counts: 1 to 365.</param>
    /// <param name="HoldOut">So many of a hundred take no part: 0 to 50.</param>
    /// <param name="EndsOn">The first day on which it runs no more. With lots nothing is said before it.</param>
    internal sealed record Input(string? Key, string? Name, string? Place, string? Goal = null, IReadOnlyList<VariantInput>? Variants = null, decimal Baseline = 30, decimal Effect = 5, int WindowDays = 14, int HoldOut = 0, DateOnly? EndsOn = null);

    /// <summary>A variant.</summary>
    /// <param name="Weight">Its part beside the others’: 1 to 100.</param>
    /// <param name="Parts">What it is made of, by the parts of its place; the usual where one is left out.</param>
    internal sealed record VariantInput(string? Key, string? Name, int Weight = 1, IReadOnlyDictionary<string, string>? Parts = null);

    public IReadOnlyList<IExperimentPlace> Places => [.. places];
    public IExperimentPlace? Place(string? key) => places.FirstOrDefault(p => p.Key == key);

    public async Task<(Experiment? Experiment, IReadOnlyList<FieldError> Errors)> Add(Input input, CancellationToken ct)
    {
        var errors = Wrong(input);
        if (input.Key is not { } key || !KeyForm().IsMatch(key)) errors.Add(new("key", words["Experiments.WrongKey"]));
        else if (await db.Set<Experiment>().AnyAsync(e => e.Key == key, ct)) errors.Add(new("key", words["Experiments.KeyTaken"]));
        if (errors.Count > 0) return (null, errors);
        var place = Place(input.Place)!;
        var experiment = new Experiment { BrandId = brand.Id, Key = input.Key!, Name = "", Place = place.Key, Subject = place.Subject, Goal = "", CreatedAt = clock.GetUtcNow() };
        db.Add(experiment);
        Fill(experiment, input, place);
        await db.SaveChangesAsync(ct);
        return (experiment, []);
    }

    /// <returns>Null when it has begun: then its plan stands.</returns>
    public async Task<IReadOnlyList<FieldError>?> Change(Experiment experiment, Input input, CancellationToken ct)
    {
        if (experiment.State != ExperimentState.Draft) return null;
        var errors = Wrong(input with { Place = experiment.Place });
        if (errors.Count > 0) return errors;
        var before = await db.Set<ExperimentVariant>().Where(v => v.ExperimentId == experiment.Id).ToListAsync(ct);
        db.RemoveRange(before);
        await db.SaveChangesAsync(ct);
        Fill(experiment, input, Place(experiment.Place)!);
        var keys = input.Variants!.Select(v => v.Key!).ToHashSet();
        db.RemoveRange(await db.Set<ExperimentLot>().Where(l => l.ExperimentId == experiment.Id && !keys.Contains(l.Variant)).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        return [];
    }

    void Fill(Experiment e, Input input, IExperimentPlace place)
    {
        (e.Name, e.Goal, e.WindowDays, e.HoldOut) = (input.Name!.Trim(), input.Goal ?? place.Goals[0].Key, input.WindowDays, place.Subject == SubjectKind.Lot ? 0 : input.HoldOut);
        (e.Baseline, e.Effect, e.EndsAt) = (input.Baseline, input.Effect, input.EndsOn?.Midnight());
        foreach (var (v, rank) in input.Variants!.Select((v, i) => (v, i)))
            db.Add(new ExperimentVariant { BrandId = brand.Id, ExperimentId = e.Id, Key = v.Key!, Rank = rank, Name = v.Name!.Trim(), Weight = v.Weight, Made = string.Join(' ', place.Parts.Where(p => v.Parts?.ContainsKey(p.Key) is true).Select(p => $"{p.Key}={v.Parts![p.Key]}")) });
    }

    List<FieldError> Wrong(Input input)
    {
        List<FieldError> errors = [];
        void Check(string field, bool isRight, string why) { if (!isRight) errors.Add(new(field, why)); }
        Check("name", input.Name?.Trim().Length is > 0 and <= 120, words["Experiments.WrongName"]);
        var place = Place(input.Place);
        Check("place", place is not null, words["Experiments.WrongPlace", string.Join(", ", places.Select(p => p.Key))]);
        Check("goal", place is null || input.Goal is null || place.Goals.Any(g => g.Key == input.Goal), words["Experiments.WrongGoal", string.Join(", ", place?.Goals.Select(g => g.Key) ?? [])]);
        Check("baseline", input.Baseline is > 0 and < 100, words["Experiments.WrongShare"]);
        Check("effect", input.Effect >= 0.1m && input.Effect <= 50, words["Experiments.WrongEffect"]);
        Check("windowDays", input.WindowDays is >= 1 and <= 365, words["Experiments.WrongWindow"]);
        Check("holdOut", input.HoldOut is >= 0 and <= 50, words["Experiments.WrongHoldOut"]);
        Check("endsOn", input.EndsOn is null || input.EndsOn.Value.Midnight() > clock.GetUtcNow(), words["Experiments.WrongEnd"]);
        if (place?.Subject == SubjectKind.Lot) Check("endsOn", input.EndsOn is not null, words["Experiments.EndNeeded"]);
        var variants = input.Variants ?? [];
        Check("variants", variants.Count is >= 2 and <= MostVariants && variants.All(v => v.Key is { } key && KeyForm().IsMatch(key) && key != Draw.HeldOut && v.Name?.Trim().Length is > 0 and <= 120 && v.Weight is >= 1 and <= 100)
            && variants.Select(v => v.Key).Distinct().Count() == variants.Count, words["Experiments.WrongVariants"]);
        foreach (var (part, value) in variants.SelectMany(v => v.Parts ?? new Dictionary<string, string>()))
            Check("variants", place is null || (place.Parts.FirstOrDefault(p => p.Key == part) is { } known && known.Choices.Any(c => c.Value == value)), words["Experiments.WrongPart", part]);
        return errors;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.None, 1000)] private static partial Regex KeyForm();
}
