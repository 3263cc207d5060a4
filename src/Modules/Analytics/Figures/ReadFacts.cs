using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Nameplate.Analytics.Facts;
using Nameplate.Analytics.Kpis;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Analytics.Figures;

/// <summary>Reads KPIs from facts brought up to date, and remembers what it read for as long as no further event was handled.</summary>
internal sealed class ReadFacts(AppDb db, EventPump pump, Inputs inputs, RememberedReadings remembered)
{
    (ulong Tx, long Position)? at, scansAt;
    decimal? stated;

    /// <summary>Brings the facts up to the end of the log. To be called first.</summary>
    public async Task CatchUp(CancellationToken ct)
    {
        await pump.CatchUp(GatherFacts.Name, ct);
        await pump.CatchUp(GatherScans.Name, ct);
        var cursors = await db.Set<EventCursor>().AsNoTracking().Where(c => c.Subscriber == GatherFacts.Name || c.Subscriber == GatherScans.Name).ToDictionaryAsync(c => c.Subscriber, c => (c.Tx, c.Position), ct);
        (at, scansAt) = (cursors[GatherFacts.Name], cursors[GatherScans.Name]);
        stated = await inputs.RetailOrderValue(ct);
    }

    public async Task<IReadOnlyDictionary<string, Reading>> Parts(IKpi kpi, Period period, Split split, CancellationToken ct)
    {
        var key = new RememberedReadings.Key(db.BrandId, kpi.Key, period.Name, split, at ?? throw new InvalidOperationException("Catch up first."), kpi.CountsScans ? scansAt : null, stated);
        return remembered.Find(key) ?? remembered.Keep(key, await kpi.Read(period, split, ct));
    }

    public async Task<Reading> Whole(IKpi kpi, Period period, CancellationToken ct) => (await Parts(kpi, period, Split.None, ct))[""];
}

/// <summary>What this node read lately. The place in the log is part of the key, so nothing here is ever stale.</summary>
internal sealed class RememberedReadings
{
    internal readonly record struct Key(Guid Brand, string Kpi, string Period, Split Split, (ulong Tx, long Position) At, (ulong Tx, long Position)? ScansAt, decimal? Stated);

    const int Most = 2000;
    readonly ConcurrentDictionary<Key, IReadOnlyDictionary<string, Reading>> readings = new();

    public IReadOnlyDictionary<string, Reading>? Find(Key key) => readings.GetValueOrDefault(key);

    public IReadOnlyDictionary<string, Reading> Keep(Key key, IReadOnlyDictionary<string, Reading> parts)
    {
        if (readings.Count >= Most) readings.Clear();
        return readings[key] = parts;
    }
}
