using System.Globalization;

namespace Nameplate.Platform.Web;

/// <summary>A brand's one colour, moved until text in it and text on it reach the contrast WCAG asks for (4.5), on light and on dark ground.</summary>
public sealed record Palette(string Accent, string OnAccent, string DarkAccent, string OnDarkAccent)
{
    const double Enough = 4.6;
    static readonly Rgb White = new(255, 255, 255), Black = new(0, 0, 0), LightGround = new(245, 246, 248), LightestDark = new(40, 48, 60);

    public static Palette From(string accent)
    {
        var colour = Rgb.TryParse(accent) ?? new Rgb(11, 110, 79);
        var light = Towards(colour, Black, c => Contrast(c, LightGround) >= Enough && Contrast(c, White) >= Enough);
        var dark = Towards(Towards(colour, colour.Vivid, Readable), White, Readable);      // brighter first, paler only if that is not enough
        static bool Readable(Rgb c) => Contrast(c, LightestDark) >= Enough;
        return new(light.ToString(), "#ffffff", dark.ToString(), Contrast(dark, Black) >= Contrast(dark, White) ? "#06120d" : "#ffffff");
    }

    static Rgb Towards(Rgb from, Rgb to, Func<Rgb, bool> enough)
    {
        for (var step = 0; step <= 20; step++)
            if (from.Mix(to, step / 20.0) is var mixed && enough(mixed)) return mixed;
        return to;
    }

    static double Contrast(Rgb a, Rgb b) => (Math.Max(a.Luminance, b.Luminance) + .05) / (Math.Min(a.Luminance, b.Luminance) + .05);

    readonly record struct Rgb(byte R, byte G, byte B)
    {
        public static Rgb? TryParse(string text) =>
            text is ['#', _, _, _, _, _, _] && int.TryParse(text.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var v) ? new((byte)(v >> 16), (byte)(v >> 8), (byte)v) : null;

        public Rgb Mix(Rgb other, double share) => new(At(R, other.R, share), At(G, other.G, share), At(B, other.B, share));
        public Rgb Vivid => Math.Max(R, Math.Max(G, B)) is var most and > 0 ? new Rgb((byte)(R * 255 / most), (byte)(G * 255 / most), (byte)(B * 255 / most)).Mix(White, .4) : White;
        static byte At(byte a, byte b, double share) => (byte)Math.Round(a + ((b - a) * share));

        // relative luminance, WCAG 2.2
        public double Luminance => (.2126 * Linear(R)) + (.7152 * Linear(G)) + (.0722 * Linear(B));
        static double Linear(byte channel) => channel / 255.0 is var s && s <= .04045 ? s / 12.92 : Math.Pow((s + .055) / 1.055, 2.4);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");
    }
}
