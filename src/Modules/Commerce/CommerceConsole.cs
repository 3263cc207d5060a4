using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Orders;
using Nameplate.Commerce.Parts;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce;

/// <summary>What this module puts into the console's navigation, search and first page.</summary>
internal sealed class CommerceConsole(AppDb db, IStringLocalizer<Texts> words) : INavigation, IConsoleSearch, ITodayItem
{
    const int MostToday = 20;

    public IEnumerable<NavigationItem> Items =>
    [
        new(ConsoleSection.Commerce, words["Nav.Orders"], "/admin/orders"),
        new(ConsoleSection.Commerce, words["Nav.Parts"], "/admin/parts"),
        new(ConsoleSection.Commerce, words["Nav.Rates"], "/admin/rates"),
    ];

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken ct)
    {
        var upper = text.Trim().ToUpperInvariant();
        var orders = await db.Set<Order>().AsNoTracking().Where(o => o.OrderRef.StartsWith(upper) || o.Email == text).OrderByDescending(o => o.PlacedAt).Take(most).ToListAsync(ct);
        var parts = await db.Set<Part>().AsNoTracking().Where(p => p.Sku == text || p.Sku.StartsWith(upper)).OrderBy(p => p.Sku).Take(most).ToListAsync(ct);
        return
        [
            .. orders.Select(o => new SearchHit(words["Order"], o.OrderRef, $"{words["State." + o.State]} · {o.Costs} · {o.PlacedAt.Short()}", "/admin/orders/" + Uri.EscapeDataString(o.OrderRef))),
            .. parts.Select(p => new SearchHit(words["Part"], p.Sku, p.Name, "/admin/parts/" + Uri.EscapeDataString(p.Sku))),
        ];
    }

    async Task<IReadOnlyList<TodayItem>> ITodayItem.Items(CancellationToken ct)
    {
        var open = await db.Set<Order>().AsNoTracking().Where(o => o.State == OrderState.Placed || o.State == OrderState.Paid).OrderBy(o => o.PlacedAt).Take(MostToday).ToListAsync(ct);
        var withdrawn = await db.Set<Order>().AsNoTracking().Where(o => o.State == OrderState.Shipped && o.WithdrawnAt != null).OrderBy(o => o.PlacedAt).Take(MostToday).ToListAsync(ct);
        return
        [
            .. open.Select(o => o.State == OrderState.Paid
                ? new TodayItem(o.PaidAt!.Value, words["Today.Ship", o.OrderRef], words["Today.Ship.Action"], Href(o))
                : new TodayItem(o.PlacedAt, words["Today.Pay", o.OrderRef, o.Costs.ToString()], words["Today.Pay.Action"], Href(o)) { Sends = $"/admin/orders/{Uri.EscapeDataString(o.OrderRef)}/payment", Needs = "commerce.orders.pay", Confirm = words["Today.Pay.Sure", o.Costs.ToString(), o.OrderRef] }),
            .. withdrawn.Select(o => new TodayItem(o.WithdrawnAt!.Value, words["Today.Withdrawn", o.OrderRef], words["Today.Withdrawn.Action"], Href(o))),
        ];
    }

    static string Href(Order o) => "/admin/orders?open=" + Uri.EscapeDataString(o.OrderRef);
}
