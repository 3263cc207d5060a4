using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using Nameplate.Resolver.Scans;

namespace Nameplate.Resolver.Signals;

/// <summary>
/// Looks at each scan once, behind its answer: remembers it in the unit's trace and writes down what is odd. A batch costs four queries, whatever units and scans there are.
/// Made again from the log by <c>db rebuild resolver.signals</c>; what staff decided and what people claimed stays.
/// </summary>
internal sealed class FollowScans(AppDb db, CurrentBrand brand, IProducts products, Docket docket) : IFollowingModel<Scan>
{
    public static string Name => "resolver.signals";

    // made from the log of scans; the others are told by those who saw them, and stay
    internal static readonly SignalKind[] Kinds = [SignalKind.NeverMinted, SignalKind.BeforeShipment, SignalKind.GreyMarket, SignalKind.Velocity, SignalKind.ImpossibleTravel];

    public async Task Handle(IReadOnlyList<Scan> rows, CancellationToken ct)
    {
        var counted = rows.Where(r => r.Serial is not null && r.Recorded.Counts).ToList();
        if (counted.Count == 0) return;
        var rules = await SignalRules.Of(db, ct);
        var units = await products.Units([.. counted.Select(KeyOf).Distinct()], ct);      // a unit may have been given another label: what counts is the unit
        var unbound = await products.Unbound([.. counted.Select(KeyOf).Distinct().Where(k => !units.ContainsKey(k))], ct);      // a sheet of labels is scanned while they are stuck on
        var byKey = counted.GroupBy(r => units.TryGetValue(KeyOf(r), out var of) ? of.Key : KeyOf(r)).ToDictionary(g => g.Key, g => (Unit: units.GetValueOrDefault(KeyOf(g.First())), Sights: g.Select(r => new Sight(r.At, r.Country, r.Region)).ToList()));
        var traces = await db.Dialect.Among<Trace>(db, ["gtin", "serial"], [.. byKey.Keys.Select(k => (object[])[k.Gtin, k.Serial])]).ToDictionaryAsync(t => new UnitKey(t.Gtin, t.Serial), ct);
        var lookOut = new LookOut(rules, units.Values.Any(u => u.ShippedOn is null && u.Status == UnitStatus.Minted) && await products.KeepsShipments(ct));

        Dictionary<UnitKey, (Guid?, IReadOnlyList<Oddity>)> found = [];
        foreach (var (key, (unit, sights)) in byKey)
        {
            var seen = sights.Aggregate(traces.TryGetValue(key, out var trace) ? trace.Read() : Trace.Memory.New, (memory, sight) => memory.With(sight));
            if (trace is not null) trace.Seen = Trace.Write(seen);
            else db.Append(new Trace { BrandId = brand.Id, Gtin = key.Gtin, Serial = key.Serial, Seen = Trace.Write(seen) });
            var oddities = unit is not null ? lookOut.At(seen, unit) : unbound.Contains(key) ? [] : [LookOut.NeverMinted(seen.Recent, seen.Scans)];
            if (oddities.Count > 0) found[key] = (unit?.Id, oddities);
        }
        if (found.Count > 0) await docket.Write(found, rules, [], ct);
    }

    static UnitKey KeyOf(Scan scan) => new(scan.Gtin, scan.Serial!);

    public async Task Clear(AppDb db, CancellationToken ct)
    {
        await db.Set<Trace>().IgnoreQueryFilters().ExecuteDeleteAsync(ct);
        await db.Set<Signal>().IgnoreQueryFilters().Where(s => Kinds.Contains(s.Kind) && (s.State == SignalState.Watched || s.State == SignalState.Open)).ExecuteDeleteAsync(ct);
    }
}
