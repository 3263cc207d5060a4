using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Products.Units;

/// <summary>The console's list of units, and the same as a file.</summary>
internal static class ListUnits
{
    internal static async Task<IResult> Page(HttpContext http, ListReader lists, UnitList units, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<UnitsPage>(new UnitsPage.Shown(words, await lists.Read(http, units, words["Units"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, UnitList units, CancellationToken ct) => lists.Csv(http, units, ct);

    /// <summary>Units whose serial begins so: a range of the index on it, whatever the database does with LIKE.</summary>
    internal static IQueryable<Unit> From(this IQueryable<Unit> units, string start)
    {
        var end = start[..^1] + (char)(start[^1] + 1);
        return units.Where(u => string.Compare(u.Serial, start) >= 0 && string.Compare(u.Serial, end) < 0);
    }
}
