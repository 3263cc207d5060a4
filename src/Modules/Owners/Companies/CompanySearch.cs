using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>Finds companies by how their name or customer number begins.</summary>
internal sealed class CompanySearch(AppDb db, IStringLocalizer<Texts> words) : IConsoleSearch
{
    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken ct) =>
        [.. (await Beginning(db, text).AsNoTracking().OrderBy(c => c.NameKey).Take(most).ToListAsync(ct)).Select(c => new SearchHit(words["Company"], c.Name, c.CustomerNumber, $"/admin/companies/{c.Id}"))];

    /// <summary>Companies whose name or customer number begins so; all when nothing is asked.</summary>
    internal static IQueryable<Company> Beginning(AppDb db, string? text)
    {
        var companies = db.Set<Company>();
        if (string.IsNullOrWhiteSpace(text)) return companies;
        var (key, number) = (Company.KeyOf(text), text.Trim());
        var (end, numberEnd) = (key + '￿', number + '￿');
        return db.Dialect.IsSqlite       // its LIKE ignores case and with that the index
            ? companies.Where(c => (string.Compare(c.NameKey, key) >= 0 && string.Compare(c.NameKey, end) < 0) || (string.Compare(c.CustomerNumber, number) >= 0 && string.Compare(c.CustomerNumber, numberEnd) < 0))
            : companies.Where(c => c.NameKey.StartsWith(key) || c.CustomerNumber!.StartsWith(number));
    }
}

internal static class CompanyPlaces
{
    /// <summary>Those behind a company in the order of names.</summary>
    public static IQueryable<Company> Behind(this IQueryable<Company> companies, string nameKey, Guid id) => companies.Where(c => string.Compare(c.NameKey, nameKey) > 0 || (c.NameKey == nameKey && c.Id > id));
}
