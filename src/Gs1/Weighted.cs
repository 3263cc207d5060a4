using System.Globalization;

namespace Nameplate.Gs1;

/// <summary>One value of a header such as Accept or Accept-Language. RFC 9110, 12.4.2.</summary>
/// <param name="Quality">0 to 1; 0 is "not this".</param>
internal readonly record struct Weighted(string Value, double Quality)
{
    // more than anyone means: the rest is left out of account
    private const int Most = 64;

    /// <summary>The best first, those of the same weight in the order they came. What cannot be read is passed over.</summary>
    public static Weighted[] Read(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
            return [];

        List<Weighted> values = [];
        foreach (var range in header.AsSpan().Split(','))
        {
            var item = header.AsSpan()[range];
            var end = item.IndexOf(';');
            var value = (end < 0 ? item : item[..end]).Trim();
            if (value.IsEmpty || values.Count == Most)
                continue;
            values.Add(new(value.ToString(), end < 0 ? 1 : QualityOf(item[(end + 1)..])));
        }

        return [.. values.OrderByDescending(v => v.Quality)];
    }

    private static double QualityOf(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            if (parameter is ['q' or 'Q', '=', ..])
                return double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) ? Math.Clamp(quality, 0, 1) : 1;
        }

        return 1;
    }
}
