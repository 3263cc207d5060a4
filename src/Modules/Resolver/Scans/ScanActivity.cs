using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Resolver.Scans;

internal sealed class ScanActivity(AppDb db, IStringLocalizer<Texts> words) : IActivity
{
    public string Href => "/admin/units";

    public async Task<ActivityCount> Count(DateTimeOffset before, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => new(words["Activity.Scans"], await Between(from, to, ct), await Between(before, from, ct));

    Task<int> Between(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => db.Set<Scan>().Where(s => s.At >= from && s.At < to && (s.Device == null || (s.Device != ScanDevice.Bot && s.Device != ScanDevice.Staff))).Take(ActivityCount.Most + 1).CountAsync(ct);
}
