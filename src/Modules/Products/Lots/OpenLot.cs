using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products.Models;

namespace Nameplate.Products.Lots;

/// <summary>The console's pages of lots: all of them, and one with what can be done to all its units at once.</summary>
internal sealed class OpenLot(AppDb db, CountLots count, IEnumerable<IBulkAction> actions, Rights rights, ConsoleFrames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    const int ChangesShown = 20;

    internal static async Task<IResult> Index(HttpContext http, ListReader lists, LotList lots, CountLots count, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        await count.Freshen(Asked(http), ct);
        return Pages.Console<LotsPage>(new LotsPage.Shown(words, await lists.Read(http, lots, words["Lots"], words, ct)));
    }

    internal static async Task<IResult> Csv(HttpContext http, ListReader lists, LotList lots, CountLots count, CancellationToken ct)
    {
        await count.Freshen(Asked(http), ct);
        return lists.Csv(http, lots, ct);
    }

    static string? Asked(HttpContext http) => Gs1.Gtin.TryParse(http.Request.Query["gtin"], out var gtin) ? gtin.Value : null;

    internal static Task<IResult> Page(string gtin, HttpContext http, OpenLot open, CancellationToken ct, string? lot = null) => open.Show(gtin, lot, http, ct);

    async Task<IResult> Show(string gtin, string? name, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Model>().AsNoTracking().SingleOrDefaultAsync(m => m.Gtin == gtin, ct) is not { } model) return await frames.NotHere(http);
        if (string.IsNullOrEmpty(name)) return TypedResults.LocalRedirect("/admin/lots?gtin=" + gtin);
        await count.Freshen(gtin, ct);
        if (await db.Set<Lot>().AsNoTracking().SingleOrDefaultAsync(l => l.Gtin == gtin && l.Name == name, ct) is not { } lot) return await frames.NotHere(http);
        var (query, since) = (QueryOf(gtin, lot.Name), clock.GetUtcNow().AddDays(-1));
        var changes = await db.Set<BulkChange>().AsNoTracking().Where(c => c.Query == query && c.CreatedAt > since).OrderByDescending(c => c.Id).Take(ChangesShown).ToListAsync(ct);
        var staff = ListReader.StaffOf(http);
        return Pages.Console<LotPage>(new LotPage.Shown(await frames.For(http, words["Lots.Title", lot.Name], words), words, model.Name, lot, query)
        {
            CountedAt = await count.CountedAt(gtin, ct),
            Actions = [.. actions.Where(a => a.List == "units" && rights.May(a.Permission))],
            Changes = [.. changes.Select(c => (c, actions.FirstOrDefault(a => a.Key == c.Action)?.Text ?? c.Action, c.StaffId == staff))],
        });
    }

    internal static string AddressOf(string gtin, string lot) => $"/admin/lots/{gtin}?lot={Uri.EscapeDataString(lot)}";
    internal static string UnitsOf(string gtin, string lot) => "/admin/units" + QueryOf(gtin, lot);

    /// <summary>The units of the lot, as their list is asked for them.</summary>
    static string QueryOf(string gtin, string lot) => ListQuery.Parse($"?gtin={gtin}&lot={Uri.EscapeDataString(lot)}").Lasting;
}
