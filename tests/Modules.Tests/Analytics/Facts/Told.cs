using Microsoft.Extensions.DependencyInjection;
using Nameplate.Analytics.Facts;
using Nameplate.Analytics.Tests.Reference;
using Nameplate.Commerce;
using Nameplate.Owners;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using Nameplate.Resolver;
using Nameplate.Support;

namespace Nameplate.Tests.Analytics.Facts;

/// <summary>Scans as the log of scans hands them on.</summary>
sealed record ScansSeen(IReadOnlyList<ScanRecorded> Scans);

/// <summary>A history as the events the other modules announce, in any order.</summary>
static class Told
{
    static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes facts into the log, in the order given, a few to a transaction.</summary>
    public static async Task Tell(this BrandClient brand, params IEnumerable<object> facts)
    {
        foreach (var some in facts.Chunk(20))
            await brand.In(async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                foreach (var fact in some)
                    switch (fact)
                    {
                        case UnitsRecorded e: db.Announce(e, At); break;
                        case SalesRecorded e: db.Announce(e, At); break;
                        case UnitsRegistered e: db.Announce(e, At); break;
                        case RegistrationCorrected e: db.Announce(e, At); break;
                        case OwnersVisited e: db.Announce(e, At); break;
                        case SessionsRecorded e: db.Announce(e, At); break;
                        case OwnersActedOn e: db.Announce(e, At); break;
                        case ScansSeen e: await services.GetRequiredService<GatherScans>().Handle(e.Scans, default); break;
                        case OrdersPlaced e: db.Announce(e, At); break;
                        case OrderCancelled e: db.Announce(e, At); break;
                        default: throw new ArgumentException(fact.GetType().Name, nameof(facts));
                    }
                return await db.SaveChangesAsync();
            });
    }

    /// <summary>The events of a history; lines of an order are scattered over several.</summary>
    public static IEnumerable<object> Events(ReferenceHistory history)
    {
        var ids = new Dictionary<string, Guid>();
        Guid Id(string name) => ids.TryGetValue(name, out var id) ? id : ids[name] = Guid.CreateVersion7();
        Guid? IdOf(string kind, string? name) => name is null ? null : Id($"{kind} {name}");

        foreach (var some in history.Units.Chunk(40))
            yield return new UnitsRecorded([.. some.Select(u => new UnitRecorded(Id($"unit {u.Unit}"), u.Unit.Split(' ')[0], u.Unit[15..], "L1", "DE", u.ShippedOn, u.IsTest ? UnitStatus.Test : UnitStatus.Sold))]);
        foreach (var some in history.Sales.Chunk(40))
            yield return new SalesRecorded([.. some.Select(s => new SaleRecorded(Id($"unit {s.Unit}"), s.SoldOn, SaleChannel.Retail, "DE", null, null))]);
        foreach (var some in history.Registrations.Chunk(40))
            yield return new UnitsRegistered([.. some.Select(r => new UnitRegistered(Guid.CreateVersion7(), Id($"unit {r.Unit}"), Id($"owner {r.Owner}"), r.RegisteredAt, r.PurchasedOn, RegistrationChannel.Qr, null, r.Placed ? "DE" : null) { Named = r.Named })]);
        foreach (var some in history.Touches.Where(t => t.IsScan).Chunk(40))
            yield return new ScansSeen([.. some.Select(t => new ScanRecorded(0, Id($"unit {t.Unit}"), t.Unit!.Split(' ')[0], null, null, t.At, null, null, null))]);
        foreach (var some in history.Touches.Where(t => !t.IsScan).Chunk(40).Index())
            yield return some.Index % 2 == 0
                ? new OwnersVisited([.. some.Item.Where(t => t.Email is not null).Select(t => new OwnerVisited(Guid.CreateVersion7(), Id($"owner {t.Email}"), t.At, VisitKind.Page, IdOf("unit", t.Unit)))])
                : new SessionsRecorded([.. some.Item.Where(t => t.Email is not null).Select(t => new SessionRecorded(Guid.CreateVersion7(), Id($"owner {t.Email}"), IdOf("unit", t.Unit), "", t.At, null, null, null, 1))]);
        foreach (var some in history.Touches.Where(t => t is { IsScan: false, Email: null }).Chunk(40))
            yield return new SessionsRecorded([.. some.Select(t => new SessionRecorded(Guid.CreateVersion7(), null, IdOf("unit", t.Unit), "", t.At, null, null, null, 1))]);
        foreach (var some in history.Actions.Chunk(40))
            yield return new OwnersActedOn([.. some.Select(a => new OwnerActedOn(Guid.CreateVersion7(), Id($"owner {a.Owner}"), a.At, ActionKind.Campaign))]);
        foreach (var some in history.OrderLines.GroupBy(l => l.Order).SelectMany(o => o.Select((line, n) => (Line: line, Number: n + 1))).OrderBy(l => l.Number).Chunk(40))
            yield return new OrdersPlaced([.. some.Select(l => new OrderPlaced(Id($"order {l.Line.Order}"), IdOf("owner", l.Line.Email), IdOf("unit", l.Line.Unit), l.Line.OrderedAt, Snake.Enum<OrderChannel>(l.Line.Channel),
                [new OrderLinePlaced(l.Number, "P", Snake.Enum<LineKind>(l.Line.Kind), 1, l.Line.Amount, l.Line.Currency)]))]);
    }
}
