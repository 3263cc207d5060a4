using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Merges;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.People;

/// <summary>Finds people by how their address or name begins.</summary>
internal sealed class OwnerSearch(AppDb db, IStringLocalizer<Texts> words) : IConsoleSearch
{
    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken ct) =>
        [.. (await Beginning(db, text).AsNoTracking().OrderBy(p => p.EmailKey).Take(most).ToListAsync(ct)).Select(p => new SearchHit(words["Owner"], p.Email, p.Name, $"/admin/owners/{p.Id}"))];

    /// <summary>People whose address or name begins so; all when nothing is asked.</summary>
    internal static IQueryable<Person> Beginning(AppDb db, string? text)
    {
        var people = db.Set<Person>().Where(p => p.ErasedAt == null);
        if (string.IsNullOrWhiteSpace(text)) return people;
        var key = Person.KeyOf(text);
        var end = key + '￿';
        return db.Dialect.IsSqlite       // its LIKE ignores case and with that the index
            ? people.Where(p => (string.Compare(p.EmailKey, key) >= 0 && string.Compare(p.EmailKey, end) < 0) || (string.Compare(p.NameKey, key) >= 0 && string.Compare(p.NameKey, end) < 0)
                || db.Set<OwnerAddress>().Where(a => string.Compare(a.EmailKey, key) >= 0 && string.Compare(a.EmailKey, end) < 0).Select(a => a.PersonId).Contains(p.Id))
            : people.Where(p => p.EmailKey.StartsWith(key) || p.NameKey!.StartsWith(key) || db.Set<OwnerAddress>().Where(a => a.EmailKey.StartsWith(key)).Select(a => a.PersonId).Contains(p.Id));
    }
}
