namespace Nameplate.Resolver.Scans.Places;

/// <summary>Where an address is said to be, as far as a scan may know it.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Region">A name, or better a code of ISO 3166-2 such as <c>DE-BY</c>.</param>
internal readonly record struct Place(string Country, string? Region);

/// <summary>Configuration, section <c>Scans</c>.</summary>
internal sealed class PlaceSettings
{
    /// <summary>A CSV file of address ranges with country and region. Without one, scans know no place.</summary>
    public string? Ranges { get; set; }
}
