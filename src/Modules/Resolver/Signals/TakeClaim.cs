using Nameplate.Products;

namespace Nameplate.Resolver.Signals;

/// <summary>Notes that somebody else claimed a unit: when, and nothing of who.</summary>
internal sealed class TakeClaim(Docket docket, TimeProvider clock) : ISignals
{
    public Task SecondClaim(ProductUnit unit, CancellationToken ct) =>
        docket.Add(unit, SignalKind.SecondClaim, before => LookOut.SecondClaim([.. before?.Sights ?? [], new(clock.GetUtcNow(), null, null)], (before?.Times ?? 0) + 1), ct);
}
