using Microsoft.AspNetCore.Http;

namespace Nameplate.Resolver;

/// <summary>Who opened a page, as far as that may be told: a kind of device, and where the code stood that led there. Nothing of the visitor.</summary>
public interface IVisits
{
    /// <returns>Null for a program, and for a browser that looks ahead.</returns>
    ValueTask<ScanDevice?> Of(HttpContext http);

    /// <summary>What the code in the address says of its place: <c>?pl=box</c>.</summary>
    Placement? PlacementOf(HttpRequest request);
}
