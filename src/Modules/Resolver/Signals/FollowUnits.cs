using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Resolver.Signals;

/// <summary>What becomes known of a unit later explains some of what was odd: its record, the day it was shipped, its market. The order in which things arrive must not matter.</summary>
internal sealed class FollowUnits(AppDb db, IProducts products, Docket docket) : ISubscriber
{
    public static string Name => "resolver.signals-units";

    static readonly SignalKind[] Explained = [SignalKind.NeverMinted, SignalKind.BeforeShipment, SignalKind.GreyMarket];

    public async Task Handle(IReadOnlyList<PlatformEvent> events, CancellationToken ct)
    {
        var told = events.Where(e => e.Type == EventName.Of(typeof(UnitsRecorded))).ToList();
        if (told.Count == 0 || !await db.Set<Trace>().AnyAsync(ct)) return;
        var keys = told.SelectMany(e => EventName.Read<UnitsRecorded>(e.Payload).Units).Select(u => new UnitKey(u.Gtin, u.Serial)).Distinct().ToList();
        var traces = await db.Dialect.Among<Trace>(db, ["gtin", "serial"], [.. keys.Select(k => (object[])[k.Gtin, k.Serial])]).AsNoTracking().ToListAsync(ct);
        if (traces.Count == 0) return;
        var (rules, units) = (await SignalRules.Of(db, ct), await products.Units([.. traces.Select(t => new UnitKey(t.Gtin, t.Serial))], ct));
        var lookOut = new LookOut(rules, await products.KeepsShipments(ct));
        await docket.Write(traces.Where(t => units.ContainsKey(new(t.Gtin, t.Serial))).ToDictionary(t => new UnitKey(t.Gtin, t.Serial), t =>
        {
            var unit = units[new(t.Gtin, t.Serial)];
            return ((Guid?)unit.Id, lookOut.At(t.Read(), unit));
        }), rules, Explained, ct);
    }
}
