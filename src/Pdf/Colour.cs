using System.Globalization;

namespace Nameplate.Pdf;

/// <summary>A colour of the screen (DeviceRGB).</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static readonly Colour Black = new(0, 0, 0), White = new(255, 255, 255);

    /// <param name="text"><c>#rrggbb</c></param>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static Colour Parse(string text) =>
        text is ['#', _, _, _, _, _, _] && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var v)
            ? new((byte)(v >> 16), (byte)(v >> 8), (byte)v) : throw new FormatException($"“{text}” is not a colour of the form #rrggbb.");
}
