namespace Nameplate.Platform.Limits;

/// <summary>Configuration, section <c>Limits</c>: how often one caller may ask, per minute. A caller who waited may use a whole minute's at once; 0 is no limit.</summary>
public sealed class LimitSettings
{
    /// <summary>Calls of the API with one key.</summary>
    public int CallsPerKey { get; set; } = 12_000;
    /// <summary>Calls of the API from one address, with any key or none.</summary>
    public int CallsPerAddress { get; set; } = 24_000;
    /// <summary>Forms sent from one address without signing in: registrations, orders, requests for a link.</summary>
    public int FormsPerAddress { get; set; } = 120;
    /// <summary>Second-hand checks of numbers from one address, on all nodes together.</summary>
    public int ChecksPerAddress { get; set; } = 20;
    /// <summary>Numbers typed into the serial finder from one address, on all nodes together.</summary>
    public int SerialsPerAddress { get; set; } = 20;
    /// <summary>
    /// The server's own machine counts as an address too. Left out by default: behind a proxy whose forwarded address is not trusted, everybody comes from there.
    /// </summary>
    public bool CountLoopback { get; set; }
}
