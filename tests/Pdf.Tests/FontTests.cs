using System.Globalization;
using System.Text;

namespace Nameplate.Pdf.Tests;

public class FontTests
{
    static string Shown(string text) => Encoding.GetEncoding(1252).GetString(WinAnsi.Encode(text));

    public FontTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("ŐŰ ěščř", "OU ešcr"), InlineData("łódź", "lódz"), InlineData("ﬁn", "fin"), InlineData("Ω 日本", "? ??"), InlineData("🔧", "?"), InlineData("a\u0301", "a")]
    [InlineData("12\u202f%", "12\u00a0%"), InlineData("a\u2011b\u2212c", "a-b-c"), InlineData("x\u200by\u00ad", "xy"), InlineData("½ ²", "½ ²"), InlineData("№ 5", "No 5")]
    public void What_the_fonts_do_not_hold_degrades_in_sight(string text, string shown) => Assert.Equal(shown, Shown(text));

    [Fact]
    public void Windows_code_page_1252_is_held_whole()
    {
        var all = Encoding.GetEncoding(1252).GetString([.. Enumerable.Range(0x20, 224).Where(b => b is not (0x7f or 0x81 or 0x8d or 0x8f or 0x90 or 0x9d or 0xad)).Select(b => (byte)b)]);
        Assert.True(WinAnsi.Holds(all));
        Assert.Equal(all, Shown(all));
        Assert.False(WinAnsi.Holds("ő"));
    }

    [Fact]
    public async Task A_line_is_as_wide_as_a_reader_draws_it()
    {
        const string Line = "Ihre gesetzlichen Rechte WAVE 0123 €";
        var page = new Page();
        page.Text(Line, 50, 100, Font.Sans, 12);
        page.TextEndingAt(Line, 500, 200, Font.SansBold, 12);
        var boxes = await Reader.Run("pdftotext", await Reader.Write(new("t", "en"), page), "-bbox", "FILE", "-");
        double[] Edges(string side) => [.. boxes.Split('\n').Where(l => l.Contains(">€<", StringComparison.Ordinal)).Select(l => double.Parse(l.Split(side + "=\"")[1].Split('"')[0], CultureInfo.InvariantCulture))];
        var right = Edges("xMax");
        Assert.Equal(50 + Font.Sans.WidthOf(Line, 12), right[0], 0.5);
        Assert.Equal(500, right[1], 0.5);
    }

    [Fact]
    public void Lines_break_at_spaces_and_never_grow_wider_than_asked()
    {
        const string Text = "Your statutory rights against the seller\nare free Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen 🔧🔧🔧🔧🔧🔧🔧🔧🔧🔧";
        var lines = Font.Sans.Wrap(Text, 10, 90);
        Assert.All(lines, l => Assert.InRange(Font.Sans.WidthOf(l, 10), 0, 90));
        Assert.Equal(Text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Length > 0 && (char.IsLowSurrogate(l[0]) || char.IsHighSurrogate(l[^1])));
        Assert.Equal([""], Font.Sans.Wrap("", 10, 90));
    }

    [Fact]
    public void A_line_that_is_too_long_ends_in_three_dots()
    {
        var shortened = Font.SansBold.Shorten("Kaffeevollautomat mit Milchaufschäumer", 9, 100);
        Assert.EndsWith("…", shortened, StringComparison.Ordinal);
        Assert.InRange(Font.SansBold.WidthOf(shortened, 9), 0, 100);
        Assert.Equal("Kurz", Font.SansBold.Shorten("Kurz", 9, 100));
    }
}
