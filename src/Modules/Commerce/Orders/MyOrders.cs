using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Commerce.Orders;

/// <summary>At /my: the latest orders, each with a way to order the same again.</summary>
internal sealed class MyOrders(AppDb db, IProducts products, IStringLocalizer<Texts> words) : IMyCard
{
    const int Most = 10;

    public async Task<MyCard?> For(OwnerPerson person, Frame frame, CancellationToken ct)
    {
        var orders = await db.Set<Order>().AsNoTracking().Include(o => o.Lines).Where(o => o.PersonId == person.Id && o.Channel == OrderChannel.Direct).OrderByDescending(o => o.PlacedAt).Take(Most).AsSplitQuery().ToListAsync(ct);
        if (orders.Count == 0) return null;
        var units = await products.Units([.. orders.SelectMany(o => o.Lines).Select(l => l.UnitId).OfType<Guid>().Distinct()], ct);
        var view = new MyOrdersCard.Shown(frame, orders, units, words);
        return new(40, Content(view));
    }

    static RenderFragment Content(MyOrdersCard.Shown view) => builder =>
    {
        builder.OpenComponent<MyOrdersCard>(0);
        builder.AddAttribute(1, nameof(MyOrdersCard.View), view);
        builder.CloseComponent();
    };
}
