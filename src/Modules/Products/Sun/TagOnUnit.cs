using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Products.Sun;

/// <summary>The tags of a unit that were read with a right signature, beside it in the console and in its life.</summary>
internal sealed class TagOnUnit(AppDb db, IStringLocalizer<Texts> words) : IUnitPart, IHistory
{
    public async Task<GlancePart?> Of(ProductUnit unit, CancellationToken ct) =>
        await TagFile.Of(db, unit.Id, ct) is { Count: > 0 } tags
            ? new(words["Tags.OfUnit"], [.. tags.Select(t => new GlanceLine(t.Uid, words[t.Counter == 1 ? "Tags.Read.One" : "Tags.Read.Many", t.Counter, t.LastAt.Long()]))]) : null;

    async Task<IReadOnlyList<HistoryEntry>> IHistory.Of(ProductUnit unit, CancellationToken ct) =>
        [.. (await TagFile.Of(db, unit.Id, ct)).Select(t => new HistoryEntry(t.FirstAt, "tag_confirmed", words["Tags.History", t.Uid]) { Topic = HistoryTopic.Scans, Tone = "good" })];
}
