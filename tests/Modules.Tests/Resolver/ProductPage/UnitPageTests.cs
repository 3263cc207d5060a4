using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using static Nameplate.Tests.Resolver.ScanSteps;

namespace Nameplate.Tests.Resolver.ProductPage;

public class UnitPageTests(Servers servers)
{
    static async Task<string> Model(BrandClient brand)
    {
        var gtin = BrandClient.NewGtin();
        await brand.Api.PostAsJsonAsync("/api/v1/products", new { gtin, name = "Brew One", model = "B-1", category = "espresso", description = "Small and quick.", imageUrl = "https://elsewhere.example/x.png", setupUrl = "/guides/brew-one", manualUrl = "https://aurora.example/brew-one.pdf" }).Expect(HttpStatusCode.Created);
        return gtin;
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_page_of_a_unit_shows_what_is_true_of_it_without_script_cookie_or_strangers(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await Model(brand);
        await brand.Import("units", $"gtin,serial,lot,produced_on,status\n{gtin},7Q4MKX2PV9TNA,2026-31,2026-07-28,test\n");

        using var page = await brand.Server.Visitor().GetAsync($"/p/{gtin}/7Q4MKX2PV9TNA");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        foreach (var text in (string[])["Brew One", "7Q4M KX2P V9TN A", "Lot 2026-31", "made 28 July 2026", $"On {brand.Brand.Name}’s records", "Test unit, not for sale", "Set up in a few steps", "https://aurora.example/brew-one.pdf", $"/p/{gtin}/7Q4MKX2PV9TNA/check"])
            Assert.Contains(text, WebUtility.HtmlDecode(html));
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("elsewhere.example", html);
        Assert.False(page.Headers.Contains("Set-Cookie"));
        Assert.Empty(await brand.Scans(gtin));      // a view is not a scan

        using var seenBefore = await brand.Server.Visitor().SendAsync(Ask(HttpMethod.Get, $"/p/{gtin}/7Q4MKX2PV9TNA", ("If-None-Match", page.Headers.ETag!.ToString())));
        Assert.Equal(HttpStatusCode.NotModified, seenBefore.StatusCode);
        using var head = await brand.Server.Visitor().SendAsync(Ask(HttpMethod.Head, $"/p/{gtin}/7Q4MKX2PV9TNA"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Theory, InlineData("en", "Serial"), InlineData("de", "Seriennummer"), InlineData("fr", "de série"), InlineData("es", "Número de serie")]
    public async Task Each_page_speaks_the_visitors_language_and_weighs_less_than_14_kilobytes(string language, string word)
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var gtin = await Model(brand);
        var serial = await brand.NewUnit(gtin);

        foreach (var path in (string[])[$"/p/{gtin}/{serial}", $"/p/{gtin}/{serial}/check", $"/p/{gtin}", $"/p/{gtin}/NOBODY"])
        {
            using var page = await brand.Server.Visitor(language).SendAsync(Ask(HttpMethod.Get, path, ("Accept-Encoding", "br")));
            Assert.Equal("br", Assert.Single(page.Content.Headers.ContentEncoding));
            var bytes = await page.Content.ReadAsByteArrayAsync();
            Assert.True(bytes.Length < 14 * 1024, $"{path}: {bytes.Length}");
            using var reader = new StreamReader(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress));
            var html = WebUtility.HtmlDecode(await reader.ReadToEndAsync());
            Assert.Contains($"<html lang=\"{language}\"", html);
            Assert.Contains(word, html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_types_a_serial_on_the_models_page_gets_to_the_unit_or_hears_that_it_is_not_on_record(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await Model(brand);
        await brand.NewUnit(gtin, serial: "7Q4MKX2PV9TNA");
        var visitor = brand.Server.Visitor();

        using var found = await visitor.GetAsync($"/p/{gtin}?serial=7q4m+kx2p+v9tn+a&lang=de");
        Assert.Equal($"/p/{gtin}/7Q4MKX2PV9TNA?lang=de", found.Headers.Location!.OriginalString);
        Assert.Contains("not on record", await visitor.GetStringAsync($"/p/{gtin}?serial=%3Cb%3E"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/p/{BrandClient.NewGtin()}")).StatusCode);
    }
}
