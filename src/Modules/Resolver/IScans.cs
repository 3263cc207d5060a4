using Nameplate.Products;

namespace Nameplate.Resolver;

/// <summary>Records scans that do not come through the web, such as a reader's at a service desk.</summary>
public interface IScans
{
    /// <param name="country">Where the reader stands, where that is known: such as DE.</param>
    /// <param name="region">Such as DE-BY.</param>
    /// <returns>True once the scan is durable.</returns>
    Task<bool> Record(UnitKey unit, Placement? placement, ScanDevice? device, CancellationToken ct, string? country = null, string? region = null);
}
