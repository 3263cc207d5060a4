using System.Text;

namespace Nameplate.Platform.Web;

/// <summary>An address that people put on record: on the web, or a path on this server.</summary>
public static class WebAddress
{
    const int Longest = 2000;

    /// <summary>http, https, or a path. Not <c>//host</c> or <c>/\host</c>, which a browser takes for another server.</summary>
    public static bool IsRight(string address) =>
        address.Length <= Longest && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && (address is ['/', ..] ? address is not ['/', '/' or '\\', ..] : Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http");

    /// <summary>An absolute address as it may stand in a header and in a linkset: the scheme in small letters, signs beyond ASCII percent-encoded, those of a host as DNS has them.</summary>
    public static string AsUri(string address)
    {
        var at = address.IndexOf("://", StringComparison.Ordinal);
        if (at < 0 || (Ascii.IsValid(address) && !address.AsSpan(0, at).ContainsAnyInRange('A', 'Z'))) return address;
        var uri = new Uri(address);
        var rest = address.AsSpan(at + 3);
        var end = rest.IndexOfAny('/', '?', '#');
        var text = new StringBuilder($"{uri.Scheme}://{(uri.UserInfo.Length > 0 ? uri.UserInfo + "@" : "")}{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}");
        foreach (var rune in (end < 0 ? [] : rest[end..]).EnumerateRunes())
            text.Append(rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        return text.ToString();
    }
}
