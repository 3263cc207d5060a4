using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Activities;
using Nameplate.Owners.Consents;
using Nameplate.Owners.Merges;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Safety;
using Nameplate.Owners.Sales;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Privacy;

/// <summary>What this module holds of a person: who one is, what one owns and agreed to. Erased, a person stays as an empty row, because units were sold and registered all the same.</summary>
internal sealed class OwnersData(AppDb db, Ledger ledger, IProducts products) : IPersonalData
{
    public IReadOnlyList<PersonalColumn> Columns =>
    [
        .. PersonalColumn.Of<Person>(nameof(Person.Email), nameof(Person.EmailKey), nameof(Person.Name), nameof(Person.NameKey)),
        .. PersonalColumn.Of<OwnerAddress>(nameof(OwnerAddress.Email), nameof(OwnerAddress.EmailKey)),
        .. PersonalColumn.Of<Consent>(nameof(Consent.Evidence)),
        .. PersonalColumn.Of<SafetyContact>(nameof(SafetyContact.Email), nameof(SafetyContact.EmailKey)),
        .. PersonalColumn.Of<DataLink>(nameof(DataLink.Email), nameof(DataLink.EmailKey)),
    ];

    public async Task<Guid?> OwnerOf(string email, CancellationToken ct)
    {
        var key = Person.KeyOf(email);
        return await db.Set<Person>().Where(p => p.EmailKey == key).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct)
            ?? await db.Set<OwnerAddress>().Where(a => a.EmailKey == key).Select(a => (Guid?)a.PersonId).SingleOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct)
    {
        var contacts = await db.Set<SafetyContact>().AsNoTracking().Where(c => c.EmailKey == subject.Key).ToListAsync(ct);
        var links = await db.Set<DataLink>().AsNoTracking().Where(l => l.EmailKey == subject.Key).ToListAsync(ct);
        var (people, addresses, registrations, sales, consents, sessions) = (new List<Person>(), new List<OwnerAddress>(), new List<Registration>(), new List<Sale>(), new List<Consent>(), new List<OwnerSession>());
        var (visits, actions) = (new List<Visit>(), new List<OwnerAction>());
        if (subject.Owner is { } id)
        {
            people = await db.Set<Person>().AsNoTracking().Where(p => p.Id == id && p.ErasedAt == null).ToListAsync(ct);
            addresses = await db.Set<OwnerAddress>().AsNoTracking().Where(a => a.PersonId == id).OrderBy(a => a.AddedAt).ToListAsync(ct);
            visits = await db.Set<Visit>().AsNoTracking().Where(v => v.PersonId == id).OrderBy(v => v.At).ToListAsync(ct);
            actions = await db.Set<OwnerAction>().AsNoTracking().Where(a => a.PersonId == id).OrderBy(a => a.ActedAt).ToListAsync(ct);
            registrations = await db.Set<Registration>().AsNoTracking().Where(r => r.PersonId == id).OrderBy(r => r.RegisteredAt).ToListAsync(ct);
            sales = await db.Set<Sale>().AsNoTracking().Where(s => s.PersonId == id).OrderBy(s => s.SoldOn).ToListAsync(ct);
            consents = [.. Ledger.InOrder(await db.Set<Consent>().AsNoTracking().Where(c => c.PersonId == id).ToListAsync(ct))];
            sessions = await db.Set<OwnerSession>().AsNoTracking().Where(s => s.PersonId == id).OrderBy(s => s.CreatedAt).ToListAsync(ct);
        }
        var units = await products.Units([.. registrations.Select(r => r.UnitId).Concat(sales.Select(s => s.UnitId)).Concat(contacts.Select(c => c.UnitId)).Concat(visits.Select(v => v.UnitId).OfType<Guid>()).Distinct()], ct);
        return
        [
            .. PersonalPart.Of("person", people, ("id", p => p.Id), ("email", p => p.Email), ("emailKey", p => p.EmailKey), ("name", p => p.Name), ("nameKey", p => p.NameKey), ("country", p => p.Country), ("language", p => p.Language), ("knownSince", p => p.CreatedAt), ("confirmedAt", p => p.ConfirmedAt), ("restrictedAt", p => p.RestrictedAt)),
            .. PersonalPart.Of("addresses", addresses, ("email", a => a.Email), ("emailKey", a => a.EmailKey), ("addedAt", a => a.AddedAt), ("confirmedAt", a => a.ConfirmedAt)),
            .. PersonalPart.Of("registrations", registrations, ("gtin", r => units.GetValueOrDefault(r.UnitId)?.Gtin), ("serial", r => units.GetValueOrDefault(r.UnitId)?.Serial), ("registeredAt", r => r.RegisteredAt), ("purchasedOn", r => r.PurchasedOn), ("channel", r => r.Channel), ("device", r => r.Device), ("country", r => r.Country), ("region", r => r.Region), ("retailer", r => r.Retailer), ("promoCode", r => r.PromoCode), ("proof", r => r.Proof), ("proven", r => r.Proven), ("endedAt", r => r.EndedAt)),
            .. PersonalPart.Of("purchases", sales, ("gtin", s => units.GetValueOrDefault(s.UnitId)?.Gtin), ("serial", s => units.GetValueOrDefault(s.UnitId)?.Serial), ("soldOn", s => s.SoldOn), ("channel", s => s.Channel), ("retailer", s => s.Retailer), ("country", s => s.Country), ("price", s => s.Price), ("currency", s => s.Currency), ("orderRef", s => s.OrderRef)),
            .. PersonalPart.Of("consents", consents, ("purpose", c => c.Purpose), ("step", c => c.Step), ("at", c => c.At), ("channel", c => c.Channel), ("method", c => c.Method), ("language", c => c.Language), ("textVersion", c => c.TextVersion), ("textHash", c => c.TextHash), ("evidence", c => c.Evidence)),
            .. PersonalPart.Of("visits", visits, ("visitedAt", v => v.At), ("kind", v => v.Kind), ("gtin", v => v.Gtin ?? (v.UnitId is { } unit ? units.GetValueOrDefault(unit)?.Gtin : null)), ("serial", v => v.UnitId is { } unit ? units.GetValueOrDefault(unit)?.Serial : null)),
            .. PersonalPart.Of("actions", actions, ("actedAt", a => a.ActedAt), ("kind", a => a.Kind)),
            .. PersonalPart.Of("sign-ins", sessions, ("since", s => s.CreatedAt), ("until", s => s.RevokedAt ?? s.ExpiresAt)),
            .. PersonalPart.Of("safety-contacts", contacts, ("gtin", c => units.GetValueOrDefault(c.UnitId)?.Gtin), ("serial", c => units.GetValueOrDefault(c.UnitId)?.Serial), ("email", c => c.Email), ("emailKey", c => c.EmailKey), ("language", c => c.Language), ("since", c => c.CreatedAt)),
            .. PersonalPart.Of("data-links", links, ("email", l => l.Email), ("emailKey", l => l.EmailKey), ("sentAt", l => l.CreatedAt), ("until", l => l.ExpiresAt)),
        ];
    }

    public async Task Erase(Erasure erasure, CancellationToken ct)
    {
        var (key, now) = (erasure.Subject.Key, erasure.Now);
        erasure.Count("safety", await db.Set<SafetyContact>().Where(c => c.EmailKey == key).ExecuteDeleteAsync(ct));
        await db.Set<DataLink>().Where(l => l.EmailKey == key).ExecuteDeleteAsync(ct);
        if (erasure.Subject.Owner is not { } id || await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id, ct) is not { ErasedAt: null } person) return;

        await ledger.WithdrawAll(person, "web", ConsentMethod.Erasure, ct);
        foreach (var step in await db.Set<Consent>().Where(c => c.PersonId == id && c.Evidence != null).ToListAsync(ct)) step.Evidence = null;
        erasure.Count("sign-ins", await db.Set<OwnerSession>().Where(s => s.PersonId == id).ExecuteDeleteAsync(ct) + await db.Set<OwnerLink>().Where(l => l.PersonId == id).ExecuteDeleteAsync(ct));
        await db.Set<Receipt>().Where(r => db.Set<Registration>().Any(x => x.Id == r.RegistrationId && x.PersonId == id)).ExecuteDeleteAsync(ct);
        if (erasure.OwnerStaysUntil is { } until)
        {
            person.EraseLater(until, now);
            return;
        }
        var mine = await db.Set<Registration>().Where(r => r.PersonId == id && r.EndedAt == null).ToListAsync(ct);
        foreach (var registration in mine) registration.GiveUp(now);
        await db.Set<OwnerAddress>().Where(a => a.PersonId == id).ExecuteDeleteAsync(ct);
        erasure.Count("registrations", mine.Count);
        person.Erase(now);
        erasure.Count("people", 1);
        db.Announce(new OwnerErased(id), now, owner: id);
    }
}
