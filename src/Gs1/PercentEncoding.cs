using System.Globalization;

namespace Nameplate.Gs1;

/// <summary>Percent-encoding of a path segment, decoded once.</summary>
internal static class PercentEncoding
{
    /// <summary>
    /// Decodes into <paramref name="decoded"/>, which is as long as <paramref name="raw"/>, and returns the length.
    /// A byte beyond ASCII becomes a character beyond ASCII (no GS1 set has one); a stray % stays as it is.
    /// </summary>
    public static int Decode(ReadOnlySpan<char> raw, Span<char> decoded)
    {
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '%' && i + 2 < raw.Length
                && byte.TryParse(raw.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                decoded[length++] = (char)octet;
                i += 2;
            }
            else
            {
                decoded[length++] = raw[i];
            }
        }

        return length;
    }
}
