using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Experiments;

/// <summary>Writes behind the answers that variants were seen.</summary>
internal sealed class ExposureWriter(IServiceScopeFactory scopes, ILogger<ExposureWriter> log) : Gathering<Exposure>(scopes, log)
{
    protected override Guid BrandOf(Exposure item) => item.Brand;
    protected override object KeyOf(Exposure item) => (item.Experiment, item.Subject);

    protected override async Task Write(IServiceProvider services, IReadOnlyList<Exposure> items, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        foreach (var of in items.GroupBy(e => e.Experiment))
        {
            var first = of.GroupBy(e => e.Subject).ToDictionary(g => g.Key, g => g.MinBy(e => e.At)!);
            if (await db.Set<Experiment>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == of.Key, ct) is not { } experiment) continue;
            var known = await db.Set<ExperimentOutcome>().Where(o => o.ExperimentId == of.Key && first.Keys.Contains(o.Subject)).ToDictionaryAsync(o => o.Subject, ct);
            foreach (var (subject, seen) in first)
            {
                if (!known.TryGetValue(subject, out var outcome)) db.Add(outcome = new() { BrandId = seen.Brand, ExperimentId = of.Key, Subject = subject, Variant = seen.Variant });
                outcome.Saw(seen.At, experiment.Window);
            }
        }
        await db.SaveChangesAsync(ct);
    }
}
