using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Experiments;

/// <summary>Starts, stops, and chooses what everybody gets from then on; and says which lots were packed with which variant.</summary>
internal sealed class RunExperiment(AppDb db, CurrentBrand brand, ExperimentBook book, IEnumerable<IExperimentPlace> places, IStringLocalizer<Texts> words, TimeProvider clock)
{
    public async Task<FieldError?> Start(Experiment experiment, CancellationToken ct)
    {
        if (experiment.State != ExperimentState.Draft) return new("state", words["Experiments.HasBegun"]);
        var variants = await db.Set<ExperimentVariant>().Where(v => v.ExperimentId == experiment.Id).Select(v => v.Key).ToListAsync(ct);
        if (experiment.EndsAt <= clock.GetUtcNow()) return new("endsOn", words["Experiments.WrongEnd"]);
        if (experiment.Subject == SubjectKind.Lot)
        {
            var armed = await db.Set<ExperimentLot>().Where(l => l.ExperimentId == experiment.Id).Select(l => l.Variant).Distinct().ToListAsync(ct);
            if (variants.Except(armed).Any()) return new("lots", words["Experiments.LotsNeeded"]);
        }
        else if (await db.Set<Experiment>().AnyAsync(e => e.Place == experiment.Place && e.State == ExperimentState.Running, ct)) return new("state", words["Experiments.OneAtATime"]);
        experiment.Start(Readout.NeededOf(experiment, variants.Count), clock.GetUtcNow());
        if (experiment.Subject == SubjectKind.Lot) db.Add(Job.New(brand.Id, CountLots.Kind, "", clock.GetUtcNow()));
        await Save(ct);
        return null;
    }

    public async Task<FieldError?> Stop(Experiment experiment, CancellationToken ct)
    {
        if (!experiment.Stop(clock.GetUtcNow())) return new("state", words["Experiments.NotRunning"]);
        await Save(ct);
        return null;
    }

    /// <param name="variant">Null: as it was before.</param>
    public async Task<FieldError?> Choose(Experiment experiment, string? variant, CancellationToken ct)
    {
        if (variant is not null && !await db.Set<ExperimentVariant>().AnyAsync(v => v.ExperimentId == experiment.Id && v.Key == variant, ct)) return new("chosen", words["Experiments.NoVariant"]);
        if (!experiment.Choose(variant)) return new("chosen", words["Experiments.StopFirst"]);
        if (variant is not null)
            foreach (var earlier in await db.Set<Experiment>().Where(e => e.Place == experiment.Place && e.Id != experiment.Id && e.Chosen != null).ToListAsync(ct)) earlier.Choose(null);
        await Save(ct);
        return null;
    }

    /// <summary>Lots of a running experiment may be added, for they are packed week by week; what was said of a lot stands.</summary>
    public async Task<FieldError?> Give(Experiment experiment, IReadOnlyList<(LotName Lot, string Variant)> given, CancellationToken ct)
    {
        if (experiment.Subject != SubjectKind.Lot) return new("lots", words["Experiments.NotOfLots"]);
        if (experiment.State == ExperimentState.Stopped) return new("lots", words["Experiments.NotRunning"]);
        var variants = await db.Set<ExperimentVariant>().Where(v => v.ExperimentId == experiment.Id).Select(v => v.Key).ToListAsync(ct);
        var known = await db.Set<ExperimentLot>().Where(l => l.ExperimentId == experiment.Id).ToDictionaryAsync(l => l.Named, ct);
        foreach (var (lot, variant) in given)
        {
            if (!variants.Contains(variant)) return new("lots", words["Experiments.NoVariant"]);
            if (!Gs1.Gtin.TryParse(lot.Gtin, out var gtin) || lot.Lot.Length is 0 or > 40) return new("lots", words["Experiments.WrongLot", $"{lot.Gtin} {lot.Lot}"]);
            var named = new LotName(gtin.Value, lot.Lot);
            if (!known.TryGetValue(named, out var there)) db.Add(known[named] = new ExperimentLot { BrandId = brand.Id, ExperimentId = experiment.Id, Gtin = named.Gtin, Lot = named.Lot, Variant = variant });
            else if (there.Variant != variant && experiment.State == ExperimentState.Running) return new("lots", words["Experiments.LotStands", named.Lot]);
            else there.Variant = variant;
        }
        if (experiment.State == ExperimentState.Running) db.Add(Job.New(brand.Id, CountLots.Kind, "", clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>Counts its lots anew.</summary>
    public async Task Count(Experiment experiment, CancellationToken ct)
    {
        if (places.FirstOrDefault(p => p.Key == experiment.Place) is not { } place) return;
        var lots = await db.Set<ExperimentLot>().Where(l => l.ExperimentId == experiment.Id).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var counts = (await place.Count([.. lots.Select(l => l.Named)], experiment.Goal, experiment.Window, now, ct)).ToDictionary(c => c.Lot);
        foreach (var lot in lots)
            if (counts.TryGetValue(lot.Named, out var c)) (lot.Counted, lot.Converted, lot.CountedAt) = (c.Counted, c.Converted, now);
        await db.SaveChangesAsync(ct);
    }

    async Task Save(CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        book.Forget(brand.Id);
    }
}

/// <summary>Every hour: the lots of experiments are counted anew, for a year and a little after their start.</summary>
internal sealed class CountLots(AppDb db, IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    public static string Kind => "platform.count-experiments";

    async Task IJob.Run(Job job, CancellationToken ct)
    {
        var lately = clock.GetUtcNow().AddDays(-400);
        List<(Guid Brand, Guid Id)> waiting;
        using (db.AcrossBrands()) waiting = [.. (await db.Set<Experiment>().IgnoreQueryFilters().AsNoTracking().Where(e => e.Subject == SubjectKind.Lot && e.StartedAt > lately).Select(e => new { e.BrandId, e.Id }).ToListAsync(ct)).Select(e => (e.BrandId, e.Id))];
        foreach (var (brand, id) in waiting)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
            if (await scope.ServiceProvider.GetRequiredService<AppDb>().Set<Experiment>().SingleOrDefaultAsync(e => e.Id == id, ct) is { } experiment) await scope.ServiceProvider.GetRequiredService<RunExperiment>().Count(experiment, ct);
        }
    }
}
