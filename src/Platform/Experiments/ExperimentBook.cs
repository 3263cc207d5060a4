using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Experiments;

/// <summary>What is tried at each place of a brand, remembered by this node for up to four seconds, so that a page asks the database nothing more.</summary>
internal sealed class ExperimentBook(IServiceScopeFactory scopes, TimeProvider clock)
{
    static readonly TimeSpan Old = TimeSpan.FromSeconds(4);
    readonly ConcurrentDictionary<Guid, Page> known = new();

    /// <summary>At a place: what runs there, or else what was chosen last.</summary>
    public sealed record Entry(Experiment Experiment, IReadOnlyList<ExperimentVariant> Variants);

    sealed record Page(IReadOnlyList<Entry> Entries, DateTimeOffset Read);

    public async ValueTask<IReadOnlyList<Entry>> Of(Guid brand, CancellationToken ct) =>
        known.TryGetValue(brand, out var page) && clock.GetUtcNow() - page.Read is { } age && age < Old && age >= TimeSpan.Zero ? page.Entries : await Read(brand, ct);

    /// <summary>This node has changed one.</summary>
    public void Forget(Guid brand) => known.TryRemove(brand, out _);

    async Task<IReadOnlyList<Entry>> Read(Guid brand, CancellationToken ct)
    {
        var began = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var experiments = await db.Set<Experiment>().AsNoTracking().Where(e => e.State == ExperimentState.Running || e.Chosen != null).OrderBy(e => e.Id).ToListAsync(ct);
        Guid[] ids = [.. experiments.Select(e => e.Id)];
        var variants = ids.Length == 0 ? [] : await db.Set<ExperimentVariant>().AsNoTracking().Where(v => ids.Contains(v.ExperimentId)).OrderBy(v => v.Rank).ToListAsync(ct);
        Entry[] entries = [.. experiments.Select(e => new Entry(e, [.. variants.Where(v => v.ExperimentId == e.Id)]))];
        known[brand] = new(entries, began);
        return entries;
    }
}
