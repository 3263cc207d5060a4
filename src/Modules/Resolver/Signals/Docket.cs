using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Resolver.Signals;

/// <summary>Writes what is odd about numbers into their signals, weighs them together, and tells what is raised by it. The caller saves.</summary>
internal sealed class Docket(AppDb db, CurrentBrand brand, TimeProvider clock)
{
    const int MostMadeUp = 1_000;      // of a model; whoever tries serials out does not fill the list
    static readonly TimeSpan News = TimeSpan.FromDays(7);

    /// <param name="found">What is odd now, of each number that was looked at; nothing where all is well.</param>
    /// <param name="looked">The kinds that were looked for: undecided signals of these that are not found any more are withdrawn.</param>
    public async Task Write(IReadOnlyDictionary<UnitKey, (Guid? Unit, IReadOnlyList<Oddity> Oddities)> found, SignalRules rules, IReadOnlyCollection<SignalKind> looked, CancellationToken ct)
    {
        var known = (await db.Dialect.Among<Signal>(db, ["gtin", "serial"], [.. found.Keys.Select(k => (object[])[k.Gtin, k.Serial])]).ToListAsync(ct)).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.ToList());
        var now = clock.GetUtcNow();
        Dictionary<string, int> madeUp = [];
        foreach (var (key, (unit, oddities)) in found)
        {
            var signals = known.GetValueOrDefault(key) ?? [];
            foreach (var gone in signals.Where(s => looked.Contains(s.Kind) && oddities.All(o => o.Kind != s.Kind))) gone.Withdraw(now);
            foreach (var oddity in oddities)
                if (signals.Find(s => s.Kind == oddity.Kind) is { } signal) signal.Grow(oddity);
                else if (oddity.Kind != SignalKind.NeverMinted || await Room(key.Gtin, madeUp, ct))
                {
                    signals.Add(signal = Signal.Of(brand.Id, key, unit, oddity));
                    db.Add(signal);
                }
            Weigh(signals, rules, now);
        }
    }

    /// <summary>Something that is not in the log of scans was seen of a unit, by who tells it. Saved at once.</summary>
    /// <param name="seen">From the evidence there is of the same kind.</param>
    public async Task Add(ProductUnit unit, SignalKind kind, Func<Evidence?, Oddity> seen, CancellationToken ct)
    {
        var known = await db.Set<Signal>().AsNoTracking().SingleOrDefaultAsync(s => s.Gtin == unit.Gtin && s.Serial == unit.Serial && s.Kind == kind, ct);
        await using var tx = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await Write(new Dictionary<UnitKey, (Guid?, IReadOnlyList<Oddity>)> { [unit.Key] = (unit.Id, [seen(known is null ? null : Evidence.Of(known.Evidence))]) }, await SignalRules.Of(db, ct), [], ct);
        try
        {
            await db.SaveChangesAsync(ct);
            if (tx is not null) await tx.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e)) { db.Forget(); }      // two at the same moment: one of them is enough
    }

    /// <summary>The score of a number from all its signals.</summary>
    public void Weigh(IReadOnlyList<Signal> signals, SignalRules rules, DateTimeOffset now)
    {
        var score = Oddity.Score(signals.Select(s => s.Counts));
        foreach (var signal in signals)
            if (signal.Judge(score, rules.AlarmScore, now))
            {
                if (signal.LastAt < now - News) signal.ToldAt = now;      // an imported history, or one looked at again, is no news
                else db.Announce(signal.Raised, now, signal.UnitId);
            }
    }

    async Task<bool> Room(string gtin, Dictionary<string, int> madeUp, CancellationToken ct)
    {
        if (!madeUp.TryGetValue(gtin, out var count)) count = await db.Set<Signal>().Where(s => s.Gtin == gtin && s.UnitId == null).Take(MostMadeUp).CountAsync(ct);
        return (madeUp[gtin] = count + 1) <= MostMadeUp;
    }
}
