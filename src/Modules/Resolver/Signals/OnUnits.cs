using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Resolver.Signals;

/// <summary>What staff see of signals beside a unit: its score and why, and its signals among what happened to it.</summary>
internal sealed class OnUnits(AppDb db, IStringLocalizer<Texts> words) : IUnitPart, IHistory
{
    public async Task<GlancePart?> Of(ProductUnit unit, CancellationToken ct)
    {
        var signals = await Known(unit, ct);
        if (signals.Count == 0) return null;
        return new(words["Signals.ScoreOf", Oddity.Score(signals.Select(s => s.Counts))], [.. signals.OrderByDescending(s => s.Counts).Select(s => new GlanceLine(words.Why(s), $"{words["Kind." + s.Kind]} · {words["State." + s.State]} · {words["Signals.Weighs", s.Counts]}", "/admin/signals?open=" + s.Id))]);
    }

    async Task<IReadOnlyList<HistoryEntry>> IHistory.Of(ProductUnit unit, CancellationToken ct) =>
        [.. (await Known(unit, ct)).SelectMany(Entries)];

    IEnumerable<HistoryEntry> Entries(Signal s)
    {
        yield return new(s.LastAt, "signal", words["Kind." + s.Kind]) { Topic = HistoryTopic.Signals, Detail = words.Why(s), Tone = s.State == SignalState.Dismissed ? null : s.State == SignalState.Confirmed ? "bad" : "busy", Href = "/admin/signals?open=" + s.Id };
        if (s.DecidedAt is { } at) yield return new(at, "signal_decided", words["History.Decided." + s.State, words["Kind." + s.Kind]]) { Topic = HistoryTopic.Signals, Detail = s.Note };
    }

    Task<List<Signal>> Known(ProductUnit unit, CancellationToken ct) => db.Set<Signal>().AsNoTracking().Where(s => s.UnitId == unit.Id).ToListAsync(ct);
}
