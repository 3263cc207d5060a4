using System.Net;
using System.Net.Http.Json;

namespace Nameplate.Tests.Resolver.MakerLinks;

/// <summary>Which of the maker's links holds where several could.</summary>
public class LinkScopeTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_serial_outranks_a_lot_of_a_variant_a_lot_a_variant_and_the_model(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial,lot\n{gtin},S1,L1\n{gtin},S2,L1\n");
        foreach (var (scope, variant, lot, serial) in ((string, string?, string?, string?)[])[("model", null, null, null), ("22", "V1", null, null), ("10", null, "L1", null), ("22-10", "V1", "L1", null), ("21", null, null, "S1")])
            foreach (var linkType in (string[])["gs1:promotion", "gs1:instructions"])
                await brand.AddLink(new { gtin, variant, lot, serial, linkType, href = $"https://example.com/{linkType[4..]}/{scope}", title = scope, isDefault = linkType == "gs1:promotion" });

        foreach (var (code, scope) in ((string, string)[])
        [
            ("", "model"), ("/21/S9", "model"), ("/10/L2", "model"), ("/22/V2", "model"), ("/22/V2/10/L2/21/S9", "model"),
            ("/22/V1", "22"), ("/22/V1/10/L2", "22"), ("/22/V1/21/S9", "22"),
            ("/10/L1", "10"), ("/22/V2/10/L1", "10"), ("/21/S2", "10"), ("/10/L1/21/S9", "10"),
            ("/22/V1/10/L1", "22-10"), ("/22/V1/10/L1/21/S9", "22-10"), ("/22/V1/21/S2", "22-10"),
            ("/21/S1", "21"), ("/22/V1/10/L1/21/S1", "21"),
        ])
        {
            Assert.Equal($"https://example.com/promotion/{scope}", await brand.Where($"/01/{gtin}{code}"));
            Assert.Equal($"https://example.com/instructions/{scope}", await brand.Where($"/01/{gtin}{code}?linkType=gs1:instructions"));
        }

        var linkset = (await brand.Server.Visitor().GetAsync($"/01/{gtin}/22/V1/10/L1?linkType=linkset").Expect(HttpStatusCode.OK)).GetProperty("linkset");
        Assert.Equal(((string[])["/22/V1/10/L1", "/10/L1", "/22/V1", ""]).Select(s => $"{brand.Server.Url}/01/{gtin}{s}"), linkset.EnumerateArray().Select(c => c.GetProperty("anchor").GetString()));
        Assert.Equal("Brew One, variant V1, lot L1", linkset[0].GetProperty("itemDescription").GetString());
        var seen = await brand.Api.GetAsync($"/api/v1/links/answer?link=/01/{gtin}/22/V1&linkType=gs1:instructions").Expect(HttpStatusCode.OK);
        Assert.Equal("https://example.com/instructions/22", seen.GetProperty("links")[0].GetProperty("href").GetString());
    }

    [Fact]
    public async Task A_link_of_a_variant_is_made_and_tried_out_in_the_console_and_keeps_its_variant_in_every_version()
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var gtin = await brand.NewModel();
        var console = await ConsoleClient.SignIn(brand);
        Dictionary<string, string> fields = new() { ["gtin"] = gtin, ["variant"] = "RED 1", ["lot"] = "L1", ["href"] = "https://example.com/red", ["title"] = "Red", ["linkType"] = "promotion", ["isDefault"] = "true" };
        using (var wrong = await console.Send("/admin/links/new", "/admin/links/new", fields)) Assert.Contains("id=\"f-variant-error\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        fields["variant"] = "RED";
        using var made = await console.Send("/admin/links/new", "/admin/links/new", fields);
        var page = made.Headers.Location!.OriginalString.Split('?')[0];
        Assert.Matches("name=\"variant\"[^>]*value=\"RED\"|value=\"RED\"[^>]*name=\"variant\"", await console.Text(page));
        Assert.Contains("Variant RED · Lot L1", WebUtility.HtmlDecode(await console.Text("/admin/links")), StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.com/red\"", await console.Text($"/admin/links/preview?gtin={gtin}&variant=RED&lot=L1"), StringComparison.Ordinal);
        Assert.DoesNotContain("https://example.com/red", await console.Text($"/admin/links/preview?gtin={gtin}&variant=BLUE&lot=L1"), StringComparison.Ordinal);

        fields["variant"] = "BLUE";
        using (await console.Send(page, page, fields)) { }
        using (await console.Send(page, page + "/restoration", new() { ["version"] = "1" })) { }
        Assert.Equal("https://example.com/red", await brand.Where($"/01/{gtin}/22/RED/10/L1"));
        var link = (await brand.Api.GetAsync($"/api/v1/links?gtin={gtin}").Expect(HttpStatusCode.OK)).GetProperty("items")[0];
        Assert.Equal(("RED", "L1", 3), (link.GetProperty("variant").GetString(), link.GetProperty("lot").GetString(), link.GetProperty("version").GetInt32()));
    }

    [Theory]
    [InlineData("a b", null, "variant")]
    [InlineData("V1", "S1", "variant")]
    [InlineData("123456789012345678901", null, "variant")]
    public async Task A_variant_that_is_not_right_is_refused_beside_its_field(string variant, string? serial, string field)
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var link = new { gtin = await brand.NewModel(), variant, serial, linkType = "gs1:pip", href = "https://example.com/", title = "Page" };

        var problem = await brand.Api.PostAsJsonAsync("/api/v1/links", link).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_campaign_stands_in_front_while_it_lasts_for_a_scan_and_for_who_asks_for_its_type()
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var gtin = await brand.NewModel();
        string[] languages = ["de"];
        foreach (var linkType in (string[])["gs1:promotion", "gs1:instructions"])
        {
            await brand.AddLink(new { gtin, linkType, languages, href = $"https://example.com/{linkType[4..]}/year", title = "All the year", isDefault = linkType == "gs1:promotion" });
            await brand.AddLink(new { gtin, linkType, languages, href = $"https://example.com/{linkType[4..]}/week", title = "This week", isDefault = linkType == "gs1:promotion", from = TimeProvider.System.GetUtcNow().AddDays(-1), until = TimeProvider.System.GetUtcNow().AddDays(6) });
            await brand.AddLink(new { gtin, linkType, languages, href = $"https://example.com/{linkType[4..]}/later", title = "Later", isDefault = linkType == "gs1:promotion", from = TimeProvider.System.GetUtcNow().AddDays(1) });
        }

        Assert.Equal("https://example.com/promotion/week", await brand.Where($"/01/{gtin}", ("Accept-Language", "de")));
        Assert.Equal($"{brand.Server.Url}/p/{gtin}", await brand.Where($"/01/{gtin}", ("Accept-Language", "en")));
        Assert.Equal("https://example.com/instructions/week", await brand.Where($"/01/{gtin}?linkType=gs1:instructions", ("Accept-Language", "de")));
    }

    [Fact]
    public async Task A_link_for_one_language_near_the_unit_leaves_the_others_to_the_model()
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var gtin = await brand.NewModel();
        foreach (var (serial, language) in ((string?, string)[])[(null, "de"), (null, "fr"), ("S1", "fr")])
            await brand.AddLink(new { gtin, serial, linkType = "gs1:promotion", href = $"https://example.com/{serial}{language}", title = "Tea", languages = (string[])[language], isDefault = true });

        Assert.Equal("https://example.com/S1fr", await brand.Where($"/01/{gtin}/21/S1", ("Accept-Language", "fr-CH")));
        Assert.Equal("https://example.com/de", await brand.Where($"/01/{gtin}/21/S1", ("Accept-Language", "de")));
        Assert.Equal($"{brand.Server.Url}/p/{gtin}/S1", await brand.Where($"/01/{gtin}/21/S1", ("Accept-Language", "es")));
    }
}
