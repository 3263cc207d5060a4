using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Experiments;

/// <summary>An experiment with its variants and what can be said of it by now.</summary>
internal sealed class ReadExperiment(AppDb db, TimeProvider clock)
{
    internal sealed record Whole(Experiment Experiment, IReadOnlyList<ExperimentVariant> Variants, IReadOnlyList<ExperimentLot> Lots, Readout Readout);

    public async Task<Whole?> Of(Guid id, CancellationToken ct)
    {
        if (await db.Set<Experiment>().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } experiment) return null;
        var variants = await db.Set<ExperimentVariant>().Where(v => v.ExperimentId == id).OrderBy(v => v.Rank).ToListAsync(ct);
        var lots = await db.Set<ExperimentLot>().Where(l => l.ExperimentId == id).OrderBy(l => l.Gtin).ThenBy(l => l.Lot).ToListAsync(ct);
        var now = clock.GetUtcNow();
        if (experiment.Subject == SubjectKind.Lot) return new(experiment, variants, lots, Readout.OfLots(experiment, variants, lots.ToLookup(l => l.Variant), now));
        var counts = await Counts(experiment, ct);
        ArmFigures Arm(string key, string name) => new(key, name, counts.GetValueOrDefault(key).Exposed, counts.GetValueOrDefault(key).Converted, null);
        return new(experiment, variants, lots, Readout.Of(experiment, variants, [.. variants.Select(v => Arm(v.Key, v.Name))], experiment.HoldOut > 0 ? Arm(Draw.HeldOut, "") : null, now));
    }

    /// <summary>Who saw it while it ran, and reached the goal after that and in time.</summary>
    async Task<Dictionary<string, (long Exposed, long Converted)>> Counts(Experiment experiment, CancellationToken ct)
    {
        var until = experiment.EndedAt(clock.GetUtcNow()) ?? DateTimeOffset.MaxValue;
        var id = experiment.Id;
        var seen = db.Set<ExperimentOutcome>().AsNoTracking().Where(o => o.ExperimentId == id && o.ExposedAt != null && o.ExposedAt <= until);
        var exposed = await seen.GroupBy(o => o.Variant).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var converted = await seen.Where(o => o.Counts).GroupBy(o => o.Variant).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return exposed.ToDictionary(e => e.Key, e => (e.Value, converted.GetValueOrDefault(e.Key)));
    }
}
