using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Sales;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners;

/// <summary>Answers what other modules ask.</summary>
internal sealed class OwnerRecords(AppDb db, AddressBook people, Sessions sessions) : IOwners
{
    public async Task<OwnerPerson> PersonFor(string email, string? name, string? country, CancellationToken ct) => (await people.For(email, name, country, ct)).Shown;

    public async Task<IReadOnlyDictionary<string, OwnerPerson>> PeopleFor(IReadOnlyCollection<string> emails, CancellationToken ct)
    {
        var book = await people.OpenMany(emails, ct);
        return emails.Distinct().ToDictionary(e => e, e => book.FindOrAdd(e).Shown);
    }

    public async Task<IReadOnlyDictionary<Guid, OwnerPerson>> People(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        ids.Count == 0 ? new Dictionary<Guid, OwnerPerson>() : (await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(ct)).ToDictionary(p => p.Id, p => p.Shown);

    public async Task<UnitOwnership?> OwnershipOf(Guid unit, CancellationToken ct) => (await OwnershipOf([unit], ct)).GetValueOrDefault(unit);

    public async Task<IReadOnlyDictionary<Guid, UnitOwnership>> OwnershipOf(IReadOnlyCollection<Guid> units, CancellationToken ct) =>
        units.Count == 0 ? new Dictionary<Guid, UnitOwnership>() : (await db.Set<Registration>().AsNoTracking().Where(r => units.Contains(r.UnitId) && r.EndedAt == null).ToListAsync(ct)).ToDictionary(r => r.UnitId, r => r.Ownership);

    public async Task<IReadOnlyList<UnitOwnership>> UnitsOf(Guid person, CancellationToken ct) =>
        [.. (await db.Set<Registration>().AsNoTracking().Where(r => r.PersonId == person && r.EndedAt == null).ToListAsync(ct)).Select(r => r.Ownership)];
    public async Task<ILookup<Guid, UnitOwnership>> EverOwned(IReadOnlyCollection<Guid> units, CancellationToken ct) =>
        (units.Count == 0 ? [] : await db.Dialect.Among<Registration>(db, ["unit_id"], [.. units.Distinct().Select(u => (object[])[u])]).AsNoTracking().ToListAsync(ct)).OrderBy(r => r.RegisteredAt).ThenBy(r => r.Id).Select(r => r.Ownership).ToLookup(o => o.Unit);

    public async Task<IReadOnlyDictionary<Guid, UnitSale>> SalesOf(IReadOnlyCollection<Guid> units, CancellationToken ct) =>
        units.Count == 0 ? new Dictionary<Guid, UnitSale>() : (await db.Dialect.Among<Sale>(db, ["unit_id"], [.. units.Distinct().Select(u => (object[])[u])]).AsNoTracking().ToListAsync(ct)).ToDictionary(s => s.UnitId, s => s.Shown);

    public async Task<OwnerPerson?> SignedIn(HttpContext http, CancellationToken ct) => (await sessions.Person(http, ct))?.Shown;
}
