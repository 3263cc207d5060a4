using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Merges;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.People;

/// <summary>Finds people by address and adds those that are new. Two at once may add the same: the unique key refuses one, and who calls tries again.</summary>
internal sealed class AddressBook(AppDb db, CurrentBrand brand, TimeProvider clock)
{
    public async Task<Person> For(string email, string? name, string? country, CancellationToken ct)
    {
        var person = (await Open([email], ct)).FindOrAdd(email);
        if (person.Name is null) person.Rename(name);
        person.Country ??= country;
        return person;
    }

    /// <summary>The people of these addresses, in one query.</summary>
    public async Task<Page> Open(IEnumerable<string> emails, CancellationToken ct)
    {
        string[] keys = [.. emails.Select(Person.KeyOf).Distinct()];
        if (keys.Length > 0) await db.Set<Person>().Where(p => keys.Contains(p.EmailKey)).LoadAsync(ct);
        var known = db.ChangeTracker.Entries<Person>().Select(e => e.Entity).Where(p => p.BrandId == brand.Id).ToDictionary(p => p.EmailKey);
        foreach (var key in keys.Where(k => !known.ContainsKey(k)).ToList())
            if (await ByFurther(key).SingleOrDefaultAsync(ct) is { } person) known[key] = person;
        return new Page(known, email =>
        {
            var person = New(email);
            db.Add(person);
            return person;
        });
    }

    /// <summary>The same for the many addresses of an import: people who are new are appended, those on record are tracked.</summary>
    public async Task<Page> OpenMany(IEnumerable<string> emails, CancellationToken ct)
    {
        object[][] keys = [.. emails.Select(Person.KeyOf).Distinct().Select(k => (object[])[k])];
        var known = keys.Length == 0 ? [] : await db.Dialect.Among<Person>(db, ["email_key"], keys).ToDictionaryAsync(p => p.EmailKey, ct);
        var unknown = keys.Where(k => !known.ContainsKey((string)k[0])).ToArray();
        var further = unknown.Length == 0 ? [] : await db.Dialect.Among<OwnerAddress>(db, ["email_key"], unknown).AsNoTracking().ToListAsync(ct);
        if (further.Count > 0)
        {
            var people = await db.Dialect.Among<Person>(db, ["id"], [.. further.Select(a => a.PersonId).Distinct().Select(p => (object[])[p])]).ToDictionaryAsync(p => p.Id, ct);
            foreach (var address in further) known[address.EmailKey] = people[address.PersonId];
        }
        return new Page(known, email =>
        {
            var person = New(email);
            db.Append(person);
            return person;
        });
    }

    /// <summary>Who has that address, as main address or as a further one.</summary>
    public async Task<Person?> Known(string email, CancellationToken ct)
    {
        var key = Person.KeyOf(email);
        return await db.Set<Person>().SingleOrDefaultAsync(p => p.EmailKey == key, ct) ?? await ByFurther(key).SingleOrDefaultAsync(ct);
    }

    IQueryable<Person> ByFurther(string key) => db.Set<Person>().Where(p => db.Set<OwnerAddress>().Any(a => a.EmailKey == key && a.PersonId == p.Id));

    Person New(string email) => new() { BrandId = brand.Id, Email = email.Trim(), EmailKey = Person.KeyOf(email), CreatedAt = clock.GetUtcNow() };

    internal sealed class Page(Dictionary<string, Person> known, Func<string, Person> add)
    {
        public Person? Find(string email) => known.GetValueOrDefault(Person.KeyOf(email));
        public Person FindOrAdd(string email) => Find(email) ?? (known[Person.KeyOf(email)] = add(email));
    }
}
