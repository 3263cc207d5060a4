using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Funnel;

/// <summary>Keeps <see cref="FunnelUnit"/> up with the log. What it writes does not depend on the order in which the facts come.</summary>
internal sealed class FollowFunnel(AppDb db, IProducts products) : IReadModel
{
    public static string Name => "owners.funnel";

    public async Task Handle(IReadOnlyList<PlatformEvent> events, CancellationToken ct)
    {
        List<(object Fact, DateTimeOffset At)> facts = [.. events.Select(e => (Fact: Read(e), e.At)).Where(f => f.Fact is not null).Select(f => (f.Fact!, f.At))];
        HashSet<Guid> told = [], named = [];
        foreach (var (fact, _) in facts)
            switch (fact)
            {
                case SalesRecorded sales: told.UnionWith(sales.Sales.Select(s => s.Unit)); break;
                case UnitsOpened opened: told.UnionWith(opened.Units.Select(u => u.Unit)); break;
                case UnitsRegistered registered: told.UnionWith(Firsts(registered).Select(r => r.Unit)); break;
                case RegistrationConfirmed confirmed: named.Add(confirmed.Unit); break;
                case UnitsRecorded recorded: named.UnionWith(recorded.Units.Select(u => u.Unit)); break;
            }
        if (told.Count + named.Count == 0) return;
        var rows = await db.Dialect.Among<FunnelUnit>(db, ["unit_id"], [.. told.Union(named).Select(u => (object[])[u])]).ToDictionaryAsync(f => f.UnitId, ct);
        foreach (var piece in told.Where(u => !rows.ContainsKey(u)).Chunk(500))
            foreach (var (id, unit) in await products.Units(piece, ct)) db.Append(rows[id] = new() { BrandId = db.BrandId, UnitId = id, Gtin = unit.Gtin, Lot = unit.Lot });
        if (rows.Count == 0) return;
        foreach (var (fact, at) in facts)
            switch (fact)
            {
                case SalesRecorded sales: foreach (var s in sales.Sales) rows.GetValueOrDefault(s.Unit)?.Sold(s); break;
                case UnitsOpened opened: foreach (var u in opened.Units) rows.GetValueOrDefault(u.Unit)?.Opened(u); break;
                case UnitsRegistered registered: foreach (var r in Firsts(registered)) rows.GetValueOrDefault(r.Unit)?.Registered(r); break;
                case RegistrationConfirmed confirmed: rows.GetValueOrDefault(confirmed.Unit)?.Confirmed(confirmed, at); break;
                case UnitsRecorded recorded: foreach (var u in recorded.Units) if (rows.GetValueOrDefault(u.Unit) is { } row) (row.Gtin, row.Lot) = (u.Gtin, u.Lot); break;
            }
    }

    static object? Read(PlatformEvent e) =>
        e.Is<SalesRecorded>() ? e.Read<SalesRecorded>() : e.Is<UnitsOpened>() ? e.Read<UnitsOpened>() : e.Is<UnitsRegistered>() ? e.Read<UnitsRegistered>()
        : e.Is<RegistrationConfirmed>() ? e.Read<RegistrationConfirmed>() : e.Is<UnitsRecorded>() ? e.Read<UnitsRecorded>() : null;

    /// <summary>A transfer is no registration of a buyer's.</summary>
    static IEnumerable<UnitRegistered> Firsts(UnitsRegistered registered) => registered.Registrations.Where(r => r.Channel != RegistrationChannel.Transfer);

    public Task Clear(AppDb db, CancellationToken ct) => db.Set<FunnelUnit>().IgnoreQueryFilters().ExecuteDeleteAsync(ct);
}
