using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Sales;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.People;

/// <summary>What this module knows of a unit's life: sold, registered. Never by whom.</summary>
internal sealed class OwnerHistory(AppDb db, IStringLocalizer<Texts> words) : IHistory
{
    public async Task<IReadOnlyList<HistoryEntry>> Of(ProductUnit unit, CancellationToken ct)
    {
        List<HistoryEntry> entries = [];
        if (await db.Set<Sale>().AsNoTracking().SingleOrDefaultAsync(s => s.UnitId == unit.Id, ct) is { } sale)
            entries.Add(new(sale.SoldOn, "sold", words["History.Sold", words["Sale." + sale.Channel]]) { Topic = HistoryTopic.Owners, IsWholeDay = sale.SoldOn.TimeOfDay == TimeSpan.Zero, Detail = sale.Country is null ? null : Countries.NameOf(sale.Country) });
        var registrations = await db.Set<Registration>().AsNoTracking().Where(r => r.UnitId == unit.Id).ToListAsync(ct);
        foreach (var registration in registrations)
        {
            entries.Add(new(registration.RegisteredAt, registration.Channel == RegistrationChannel.Transfer ? "transferred" : "registered",
                registration.Channel == RegistrationChannel.Transfer ? words["History.Transferred"] : words["History.Registered", words["Channel." + registration.Channel]]) { Topic = HistoryTopic.Owners, Tone = "good" });
            if (registration.EndedAt is { } ended && !registrations.Exists(r => r.Channel == RegistrationChannel.Transfer && r.RegisteredAt == ended)) entries.Add(new(ended, "registration_ended", words["History.Ended"]) { Topic = HistoryTopic.Owners });
        }
        return entries;
    }
}
