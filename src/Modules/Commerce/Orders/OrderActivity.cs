using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Orders;

internal sealed class OrderActivity(AppDb db, IStringLocalizer<Texts> words) : IActivity
{
    public string Href => "/admin/orders";

    public async Task<ActivityCount> Count(DateTimeOffset before, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => new(words["Nav.Orders"], await Between(from, to, ct), await Between(before, from, ct));

    Task<int> Between(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => db.Set<Order>().Where(o => o.PlacedAt >= from && o.PlacedAt < to).Take(ActivityCount.Most + 1).CountAsync(ct);
}
