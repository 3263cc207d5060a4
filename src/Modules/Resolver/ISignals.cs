using Nameplate.Products;

namespace Nameplate.Resolver;

/// <summary>What looks as if a number stands on more than one thing, or on one that should not be where it is.</summary>
public enum SignalKind { NeverMinted, BeforeShipment, GreyMarket, Velocity, ImpossibleTravel, SecondClaim, CopiedTag, RepeatedTag }

/// <summary><c>Watched</c>: too little yet to trouble anybody. <c>Open</c>: somebody of the maker's should look.</summary>
public enum SignalState { Watched, Open, Confirmed, Dismissed }

/// <summary>Signs that are not in the scans, told by modules that see them.</summary>
public interface ISignals
{
    /// <summary>Somebody wanted to register a unit that is registered to somebody else. Saved at once.</summary>
    Task SecondClaim(ProductUnit unit, CancellationToken ct);
}
