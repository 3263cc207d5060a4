using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;

namespace Nameplate.Products.Units;

/// <summary>What this module knows of a unit's life: made, recorded, shipped, labelled anew, and from which state to which it went.</summary>
internal sealed class UnitHistory(AppDb db, IStringLocalizer<Texts> words) : IHistory
{
    public async Task<IReadOnlyList<HistoryEntry>> Of(ProductUnit unit, CancellationToken ct)
    {
        var row = await db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == unit.Id, ct);
        List<HistoryEntry> entries = [new(row.CreatedAt, "recorded", row.MintId is null ? words["History.Recorded"] : words["History.Minted"])];
        if (row.ProducedOn is { } produced) entries.Add(new(produced.Midnight(), "produced", row.Lot is null ? words["History.Produced"] : words["History.ProducedInLot", row.Lot]) { IsWholeDay = true });
        if (row.ShippedOn is { } shipped) entries.Add(new(shipped, "shipped", row.Market is null ? words["History.Shipped"] : words["History.ShippedTo", Countries.NameOf(row.Market)]) { IsWholeDay = shipped.TimeOfDay == TimeSpan.Zero });
        foreach (var step in await db.Set<UnitStep>().AsNoTracking().Where(s => s.UnitId == unit.Id).OrderBy(s => s.Id).ToListAsync(ct))
            entries.Add(new(step.At, "state", words["History.State", words["Status." + Snake.Case(step.To.ToString())]])
            {
                Topic = HistoryTopic.States, Tone = UnitPage.Tone(step.To), Detail = words["History.StateBefore", words["Status." + Snake.Case(step.From.ToString())]],
            });
        foreach (var label in await ShowCodes.Of(db, unit.Id, ct))
        {
            var serial = label.Key.Spaced;
            if (label.Serial != unit.Serial && label.BoundAt is { } bound) entries.Add(new(bound, "code_bound", words["History.CodeBound", serial]));
            if (label.VoidedAt is { } voided) entries.Add(new(voided, "code_voided", words["History.CodeVoided", serial, label.Reason!]));
        }
        foreach (var reprint in await db.Set<Reprint>().AsNoTracking().Where(r => r.UnitId == unit.Id).ToListAsync(ct)) entries.Add(new(reprint.At, "label_reprinted", words["History.Reprinted", reprint.Reason]));
        return entries;
    }
}
