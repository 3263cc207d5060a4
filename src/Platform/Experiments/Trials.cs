using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Experiments;

/// <summary>What a module asks: which variant a subject gets, and tells: that it was seen, that the goal was reached.</summary>
public sealed class Trials
{
    readonly AppDb db;
    readonly CurrentBrand brand;
    readonly ExperimentBook book;
    readonly ExposureWriter exposures;
    readonly TimeProvider clock;

    internal Trials(AppDb db, CurrentBrand brand, ExperimentBook book, ExposureWriter exposures, TimeProvider clock) => (this.db, this.brand, this.book, this.exposures, this.clock) = (db, brand, book, exposures, clock);

    /// <returns>Null where nothing is tried and nothing was chosen.</returns>
    public async ValueTask<Assigned?> At(string place, Guid subject, CancellationToken ct)
    {
        var (now, here) = (clock.GetUtcNow(), (await book.Of(brand.Id, ct)).Where(e => e.Experiment.Place == place));
        if (here.FirstOrDefault(e => e.Experiment.IsOn(now)) is { } running) return Assign(running, subject);
        return here.LastOrDefault(e => e.Experiment.Chosen is not null) is { } ended && ended.Variants.FirstOrDefault(v => v.Key == ended.Experiment.Chosen) is { } chosen
            ? new(ended.Experiment.Id, ended.Experiment.Key, chosen.Key, chosen.Parts, IsMeasured: false) : null;
    }

    static Assigned Assign(ExperimentBook.Entry on, Guid subject)
    {
        var drawn = Draw.Of(on.Experiment.Id, subject, on.Experiment.HoldOut, [.. on.Variants.Select(v => (v.Key, v.Weight))]);
        return new(on.Experiment.Id, on.Experiment.Key, drawn, (on.Variants.FirstOrDefault(v => v.Key == drawn) ?? on.Variants[0]).Parts, IsMeasured: true);
    }

    /// <summary>It was seen by a person. Costs the answer nothing: it is written behind it, once for each subject.</summary>
    public void Saw(Assigned assigned, Guid subject)
    {
        if (assigned.IsMeasured) exposures.Take(new(brand.Id, assigned.Experiment, subject, assigned.Variant, clock.GetUtcNow()));
    }

    /// <summary>Goals that were reached, in the transaction of who tells; the caller saves. Told twice, the first time counts.</summary>
    public async Task Reached(string place, string goal, IReadOnlyCollection<(Guid Subject, DateTimeOffset At)> reached, CancellationToken ct)
    {
        foreach (var on in (await book.Of(brand.Id, ct)).Where(e => e.Experiment.Place == place && e.Experiment.Goal == goal && e.Experiment.State == ExperimentState.Running))
        {
            var first = reached.Where(r => r.At >= on.Experiment.StartedAt).GroupBy(r => r.Subject).ToDictionary(g => g.Key, g => g.Min(r => r.At));
            if (first.Count == 0) continue;
            var known = await db.Set<ExperimentOutcome>().Where(o => o.ExperimentId == on.Experiment.Id && first.Keys.Contains(o.Subject)).ToDictionaryAsync(o => o.Subject, ct);
            foreach (var (subject, at) in first)
            {
                if (!known.TryGetValue(subject, out var outcome)) db.Add(outcome = new() { BrandId = brand.Id, ExperimentId = on.Experiment.Id, Subject = subject, Variant = Assign(on, subject).Variant });
                outcome.Reached(at, on.Experiment.Window);
            }
        }
    }
}
