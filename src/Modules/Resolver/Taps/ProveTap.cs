using Nameplate.Platform.Brands;
using Nameplate.Products;
using Nameplate.Resolver.Scans;
using Nameplate.Resolver.Signals;

namespace Nameplate.Resolver.Taps;

/// <summary>Behind the scan of a tag that signs: asks whether it is one of the brand's and was read just now, and writes down where it is not.</summary>
internal sealed class ProveTap(CurrentBrand current, ISecureTags tags, Docket docket, TapMark marks)
{
    /// <returns>The mark for the page; null where nothing can be said.</returns>
    public async Task<string?> Handle(TapQuery tap, Scan scan, CancellationToken ct)
    {
        current.Become(scan.BrandId);
        var answer = await tags.Take(new(new(scan.Gtin, scan.Serial!), tap.Uid, tap.Counter, tap.Sealed, tap.Signature, tap.Before), ct);
        if (answer.Result == TapResult.Unknown || answer.Unit is not { } unit) return null;
        if (answer.Result != TapResult.Genuine && scan.Recorded.Counts) await Note(unit, answer, new(scan.At, scan.Country, scan.Region), ct);
        return marks.Of(unit, answer.Result);
    }

    Task Note(ProductUnit unit, TapAnswer answer, Sight sight, CancellationToken ct) => docket.Add(unit, answer.Result == TapResult.Repeated ? SignalKind.RepeatedTag : SignalKind.CopiedTag, before =>
    {
        IReadOnlyList<Sight> sights = [.. before?.Sights ?? [], sight];
        var times = (before?.Times ?? 0) + 1;
        return answer.Result == TapResult.Repeated ? LookOut.RepeatedTag(sights, times, answer.Counter!.Value, answer.Seen!.Value) : LookOut.CopiedTag(sights, times, answer.Result == TapResult.Moved, answer.IsKnownTag);
    }, ct);
}
