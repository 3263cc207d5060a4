using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Nameplate.Platform.Brands;

/// <summary>A host's name as it is kept: in small letters, international names in their ASCII form, a port only where one was given.</summary>
static partial class BrandHost
{
    const int Longest = 253;

    /// <returns>Null when the text is not a host's name.</returns>
    public static string? Read(string? text)
    {
        if (text?.Trim() is not { Length: > 0 and <= Longest } typed) return null;
        try
        {
            var parts = typed.Split(':');
            var name = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(parts[0].TrimEnd('.')).ToLowerInvariant();
            var host = parts.Length == 1 ? name : $"{name}:{string.Join(':', parts[1..])}";
            return host.Length <= Longest && HostForm().IsMatch(host) && !IPAddress.TryParse(name, out _) ? host : null;
        }
        catch (ArgumentException) { return null; }
    }

    [GeneratedRegex(@"^(localhost|([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9])(:[1-9][0-9]{0,4})?$", RegexOptions.ExplicitCapture, 100)] private static partial Regex HostForm();
}
