using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Web;

/// <summary>Whatever colour a brand chooses, its pages and mails can be read: contrast by WCAG 2.2, computed from what is served.</summary>
public partial class ContrastTests(Servers servers)
{
    const double Enough = 4.5;

    [Theory]
    [InlineData("#ffff00"), InlineData("#ffffff"), InlineData("#000000"), InlineData("#7f7f7f"), InlineData("#ff0000"), InlineData("#0000ff"), InlineData("#00ff00"), InlineData("#ffc0cb"), InlineData("#0b6e4f")]
    public async Task Text_in_and_on_the_brands_colour_can_be_read(string accent)
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        await brand.In(async services =>
        {
            await services.GetRequiredService<AppDb>().Set<Brand>().Where(b => b.Id == brand.Brand.Id).ExecuteUpdateAsync(u => u.SetProperty(b => b.Accent, accent));
            services.GetRequiredService<BrandBook>().Forget(brand.Brand.Id);
            return true;
        });
        var gtin = await brand.NewModel();
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, await brand.NewUnit(gtin), "ada@example.com", "2026-07-28");

        var css = await visitor.GetStringAsync("/p/" + gtin);
        var roots = RootForm().Matches(css).Select(m => VariableForm().Matches(m.Value).ToDictionary(v => v.Groups["name"].Value, v => v.Groups["colour"].Value)).ToList();
        var (light, dark) = (roots[0], roots[1]);
        foreach (var (mode, colours) in ((string, Dictionary<string, string>)[])[("light", light), ("dark", dark)])
            foreach (var (text, ground) in ((string, string)[])[("brand", "ground"), ("brand", "paper"), ("on", "brand")])
                Assert.True(Contrast(colours[text], colours[ground]) >= Enough, $"{accent}, {mode}: {text} {colours[text]} on {ground} {colours[ground]}");

        var mail = (await brand.Mails("ada@example.com"))[0].Html;
        var lightButton = Button().Match(mail);
        var darkButton = DarkButton().Match(mail);
        Assert.True(Contrast(lightButton.Groups["text"].Value, lightButton.Groups["ground"].Value) >= Enough, accent);
        Assert.True(Contrast(darkButton.Groups["text"].Value, darkButton.Groups["ground"].Value) >= Enough, accent);
        Assert.True(Contrast(darkButton.Groups["ground"].Value, "#171b21") >= Enough, accent);      // the same colour as a link
        Assert.True(Contrast(lightButton.Groups["ground"].Value, "#ffffff") >= Enough, accent);
    }

    static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + .05) / (Math.Min(x, y) + .05);
    }

    static double Luminance(string colour)
    {
        var hex = colour.Length == 4 ? string.Concat(colour[1..].Select(c => $"{c}{c}")) : colour[1..];
        double Channel(int at)
        {
            var c = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= .04045 ? c / 12.92 : Math.Pow((c + .055) / 1.055, 2.4);
        }
        return (.2126 * Channel(0)) + (.7152 * Channel(2)) + (.0722 * Channel(4));
    }

    [GeneratedRegex(@":root\{[^}]*--brand[^}]*\}", RegexOptions.None, 1000)] private static partial Regex RootForm();
    [GeneratedRegex(@"--(?<name>\w+):(?<colour>#[0-9a-f]{3,6})", RegexOptions.ExplicitCapture, 1000)] private static partial Regex VariableForm();
    [GeneratedRegex(@"bgcolor=""(?<ground>#[0-9a-f]{6})""[^>]*mso-padding-alt[^>]*><a[^>]*color:(?<text>#[0-9a-f]{6})", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Button();
    [GeneratedRegex(@"\.act\{background:(?<ground>#[0-9a-f]{6})!important;color:(?<text>#[0-9a-f]{6})!important\}", RegexOptions.ExplicitCapture, 1000)] private static partial Regex DarkButton();
}
