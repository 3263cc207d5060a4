using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using Nameplate.Support.Contacts;
using Nameplate.Support.Sessions;

namespace Nameplate.Support;

/// <summary>When help was looked for and given, and for what; never for whom.</summary>
internal sealed class SupportHistory(AppDb db, IStringLocalizer<Texts> words) : IHistory
{
    const int Most = 200;

    public async Task<IReadOnlyList<HistoryEntry>> Of(ProductUnit unit, CancellationToken ct)
    {
        var sessions = await db.Set<Session>().AsNoTracking().Where(s => s.UnitId == unit.Id).OrderByDescending(s => s.StartedAt).Take(Most).ToListAsync(ct);
        var contacts = await db.Set<Contact>().AsNoTracking().Where(c => c.UnitId == unit.Id).OrderByDescending(c => c.ContactedAt).Take(Most).ToListAsync(ct);
        return
        [
            .. sessions.Select(s => new HistoryEntry(s.StartedAt, "helped_itself", words["History.Session." + (s.Outcome?.ToString() ?? "Open")]) { Topic = HistoryTopic.Support, Detail = s.Topic }),
            .. contacts.Select(c => new HistoryEntry(c.ContactedAt, "contacted", words["History.Contact." + c.Channel]) { Topic = HistoryTopic.Support, Detail = c.Topic }),
        ];
    }
}
