using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Products.Models;
using Nameplate.Products.Units;

namespace Nameplate.Products.Lots;

/// <summary>
/// Counts the lots of a model when somebody looks at them, so that nothing is counted while units are made. A small model is counted at once;
/// a large one by a job, and the larger it is, the longer its figures stand.
/// </summary>
internal sealed class CountLots(AppDb db, CurrentBrand brand, IEnumerable<ILotFigure> figures, TimeProvider clock) : IJob
{
    const int AtOnce = 5_000, Piece = 1_000, MostModels = 50;
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1), LargeFresh = TimeSpan.FromMinutes(1);

    public static string Kind => "products.lots";

    public Task Run(Job job, CancellationToken ct) => Count(job.Argument, ct);

    /// <param name="gtin">One model; of all when null.</param>
    public async Task Freshen(string? gtin, CancellationToken ct)
    {
        var gtins = await db.Set<Model>().Where(m => gtin == null || m.Gtin == gtin).OrderBy(m => m.Gtin).Select(m => m.Gtin).Take(MostModels).ToListAsync(ct);
        var counts = await db.Set<LotCount>().AsNoTracking().Where(c => gtins.Contains(c.Gtin)).ToDictionaryAsync(c => c.Gtin, ct);
        var (now, left) = (clock.GetUtcNow(), AtOnce);
        foreach (var one in gtins)
        {
            var last = counts.GetValueOrDefault(one);
            if (last is not null && now - last.CountedAt < Fresh) continue;
            var units = await db.Set<Unit>().Where(u => u.Gtin == one).OrderBy(u => u.Serial).Take(left + 1).CountAsync(ct);
            left -= Math.Min(units, left);
            if (left > 0) await Count(one, ct);
            else if (last is null || now - last.CountedAt > LargeFresh + TimeSpan.FromMilliseconds(20.0 * last.Milliseconds)) await Behind(one, now, ct);
        }
    }

    public async Task<DateTimeOffset?> CountedAt(string gtin, CancellationToken ct) => await db.Set<LotCount>().Where(c => c.Gtin == gtin).Select(c => (DateTimeOffset?)c.CountedAt).SingleOrDefaultAsync(ct);

    async Task Behind(string gtin, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Set<Job>().AnyAsync(j => j.Kind == "products.lots" && j.Argument == gtin && (j.State == JobState.Waiting || j.State == JobState.Running), ct)) return;
        db.Add(Job.New(brand.Id, Kind, gtin, now));
        await db.SaveChangesAsync(ct);
    }

    async Task Count(string gtin, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        Dictionary<string, Lot> counted = new(StringComparer.Ordinal);
        for (var after = ""; ;)
        {
            var piece = await db.Set<Unit>().AsNoTracking().Where(u => u.Gtin == gtin && string.Compare(u.Serial, after) > 0).OrderBy(u => u.Serial).Take(Piece).ToListAsync(ct);
            await Tally([.. piece.Where(u => u.Lot is not null).Select(u => u.Shown)], counted, ct);
            if (piece.Count < Piece) break;
            after = piece[^1].Serial;
        }
        await Keep(gtin, counted, clock.GetElapsedTime(began), ct);
    }

    async Task Tally(IReadOnlyList<ProductUnit> units, Dictionary<string, Lot> counted, CancellationToken ct)
    {
        if (units.Count == 0) return;
        var lots = units.ToDictionary(u => u.Id, u => counted.TryGetValue(u.Lot!, out var known) ? known : counted[u.Lot!] = new Lot { BrandId = brand.Id, Gtin = u.Gtin, Name = u.Lot! });
        foreach (var unit in units)
        {
            var lot = lots[unit.Id];
            lot.Units++;
            if (unit.Status is not (UnitStatus.Minted or UnitStatus.Test)) lot.Shipped++;
            if (unit.ProducedOn is not { } day) continue;
            if (lot.ProducedFrom is null || day < lot.ProducedFrom) lot.ProducedFrom = day;
            if (lot.ProducedTo is null || day > lot.ProducedTo) lot.ProducedTo = day;
        }
        foreach (var figure in figures)
            foreach (var (unit, count) in await figure.Of(units, ct)) lots[unit].Add(figure.Kind, count);
    }

    async Task Keep(string gtin, Dictionary<string, Lot> counted, TimeSpan took, CancellationToken ct)
    {
        var known = await db.Set<Lot>().Where(l => l.Gtin == gtin).ToListAsync(ct);
        foreach (var lot in known)
            if (counted.Remove(lot.Name, out var now)) db.Entry(lot).CurrentValues.SetValues(now);
            else db.Remove(lot);
        db.AddRange(counted.Values);
        var count = await db.Set<LotCount>().SingleOrDefaultAsync(c => c.Gtin == gtin, ct);
        if (count is null) db.Add(count = new LotCount { BrandId = brand.Id, Gtin = gtin });
        (count.CountedAt, count.Milliseconds) = (clock.GetUtcNow(), (int)Math.Min(int.MaxValue, took.TotalMilliseconds));
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || db.Dialect.IsDuplicateKey(error)) { /* somebody counted at the same time */ }
        db.Forget();
    }
}
