using Nameplate.Products;

namespace Nameplate.Resolver;

/// <summary>Records scans that do not come through the web, such as a reader's at a service desk.</summary>
public interface IScans
{
    /// <returns>True once the scan is durable.</returns>
    Task<bool> Record(UnitKey unit, Placement? placement, ScanDevice? device, CancellationToken ct);
}
