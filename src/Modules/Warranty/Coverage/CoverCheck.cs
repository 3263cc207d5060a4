using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;
using Nameplate.Resolver;

namespace Nameplate.Warranty.Coverage;

/// <summary>Whether the warranty still runs, for who may buy the unit second-hand.</summary>
internal sealed class CoverCheck(IWarranty warranty, IStringLocalizer<Texts> words) : ICheck
{
    /// <param name="Until">The last day of cover.</param>
    internal sealed record Item(CoverageStatus Status, DateOnly? Until);

    public async Task<CheckLine?> Of(CheckSubject subject, CancellationToken ct)
    {
        if (subject.Unit is not { } unit) return Line(words["Check.Unknown"], null, null);
        var coverage = await warranty.CoverageOf(unit, ct);
        var value = new Item(coverage.Status, coverage.Until);
        return coverage switch
        {
            { Until: null } or { Basis: CoverBasis.Estimate, Status: CoverageStatus.Expired } => Line(words["Check.FromPurchase"], new(coverage.Status, null), null),
            { Status: CoverageStatus.Expired, Until: { } until } => Line(words["Check.Ended", until.Long()], value, StateTone.Warn),
            { Basis: CoverBasis.Estimate, Until: { } until } => Line(words["Check.AtLeast", until.Long()], value, StateTone.Good),
            { Until: { } until } => Line(words["Check.Until", until.Long()], value, StateTone.Good),
        };

        CheckLine Line(string answer, Item? item, StateTone? tone) => new(20, "warranty", words["Title"], answer, item) { Tone = tone };
    }
}
