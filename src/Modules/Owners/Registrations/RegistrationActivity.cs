using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Registrations;

internal sealed class RegistrationActivity(AppDb db, IStringLocalizer<Texts> words) : IActivity
{
    public string Href => "/admin/owners";

    public async Task<ActivityCount> Count(DateTimeOffset before, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => new(words["Activity.Registrations"], await Between(from, to, ct), await Between(before, from, ct));

    Task<int> Between(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var first = Guid.CreateVersion7(from.AddMinutes(-1));      // ids carry the time they were made: nothing is registered before it is written down, so the key narrows the search
        return db.Set<Registration>().Where(r => r.Id > first && r.RegisteredAt >= from && r.RegisteredAt < to).Take(ActivityCount.Most + 1).CountAsync(ct);
    }
}
