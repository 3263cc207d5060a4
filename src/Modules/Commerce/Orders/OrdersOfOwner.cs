using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Commerce.Orders;

/// <summary>What a person ordered last, in the owner's panel.</summary>
internal sealed class OrdersOfOwner(AppDb db, Rights rights, IStringLocalizer<Texts> words) : IGlance
{
    const int Most = 5;

    public string List => "owners";

    public async Task Add(Glance glance, string key, CancellationToken ct)
    {
        if (!rights.May("commerce.orders.read") || !Guid.TryParse(key, out var person)) return;
        var orders = await db.Set<Order>().AsNoTracking().Where(o => o.PersonId == person).OrderByDescending(o => o.PlacedAt).Take(Most).ToListAsync(ct);
        glance.Parts.Add(new(words["Nav.Orders"], [.. orders.Select(o => new GlanceLine(o.OrderRef, $"{words["State." + o.State]} · {o.Costs} · {o.PlacedAt.Short()}", "/admin/orders?open=" + Uri.EscapeDataString(o.OrderRef)))]));
    }
}
