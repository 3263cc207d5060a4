namespace Nameplate.Platform.Web;

/// <summary>An address that people put on record: on the web, or a path on this server.</summary>
public static class WebAddress
{
    const int Longest = 2000;

    /// <summary>http, https, or a path. Not <c>//host</c> or <c>/\host</c>, which a browser takes for another server.</summary>
    public static bool IsRight(string address) =>
        address.Length <= Longest && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && (address is ['/', ..] ? address is not ['/', '/' or '\\', ..] : Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http");
}
