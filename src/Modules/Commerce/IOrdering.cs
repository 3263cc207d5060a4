using Nameplate.Products;

namespace Nameplate.Commerce;

/// <summary>Orders inside this process, exactly as the shop's pages and the order desk do: for a service desk, or the past of the demo brand.</summary>
public interface IOrdering
{
    /// <summary>What fits a unit and can be ordered now.</summary>
    Task<IReadOnlyList<PartOffer>> Offers(UnitKey unit, CancellationToken ct);

    /// <param name="key">The same key again is the same order.</param>
    /// <returns>The order's reference, or null when it could not be placed.</returns>
    Task<string?> Place(UnitKey unit, string email, IReadOnlyList<(string Sku, int Quantity)> lines, ShipTo to, string key, CancellationToken ct);

    Task Pay(string orderRef, CancellationToken ct);
    Task Ship(string orderRef, string? shipment, CancellationToken ct);
}

public sealed record PartOffer(string Sku, LineKind Kind, decimal Price, int Available);
public sealed record ShipTo(string Name, string Line1, string City, string PostalCode, string Country);
