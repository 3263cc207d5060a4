using System.Net;
using System.Net.Http.Json;
using Nameplate.Tests.Commerce;

namespace Nameplate.Tests.Products.Units;

/// <summary>The whole life of a unit on one page.</summary>
public class LifeTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Everything_that_happened_to_a_unit_stands_in_one_timeline_and_a_search_leads_there(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin, "lot,produced_on,shipped_on,market=L7,2026-01-05,2026-02-01,DE");
        await brand.Import("sales", $"gtin,serial,sold_on,channel,country\n{gtin},{serial},2026-03-01,retail,DE\n");
        await brand.Import("scans", $"gtin,serial,scanned_at,placement,country,device,region\n{gtin},{serial},2026-03-02T10:00:00Z,box,DE,mobile,DE-BY\n{gtin},{serial},2026-03-02T11:00:00Z,product,DE,mobile,DE-BY\n{gtin},{serial},2026-03-03T11:00:00Z,product,DE,staff,\n");
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial, email = "ada@example.com", purchasedOn = "2026-03-01" }).Expect(HttpStatusCode.Created);
        await brand.NewPart(gtin, sku: "P-" + gtin);
        await brand.Api.PostAsJsonAsync("/api/v1/orders", Shelf.OrderOf("P-" + gtin, 1, "ada@example.com", "DE", gtin, serial)).Expect(HttpStatusCode.Created);
        await brand.Api.PatchAsync($"/api/v1/units/{gtin}/{serial}", JsonContent.Create(new { status = "in_repair" })).Expect(HttpStatusCode.OK);
        await brand.Import("units", $"gtin,serial,lot,produced_on,shipped_on,market,status\n{gtin},{serial},L7,2026-01-05,2026-02-01,DE,refurbished\n");
        await brand.Server.CaughtUp();

        var life = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/timeline").Expect(HttpStatusCode.OK);
        var kinds = life.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("kind").GetString()!).ToList();
        foreach (var kind in (string[])["recorded", "produced", "shipped", "sold", "scanned", "registered", "cover_began", "ordered"]) Assert.Contains(kind, kinds);
        Assert.Equal(2, kinds.Count(k => k == "state"));
        Assert.Contains("Germany, BY · On the product · On the box", life.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("detail").GetString()));

        var console = await ConsoleClient.SignIn(brand);
        using var found = await console.Http.GetAsync("/admin/search?q=" + serial);
        Assert.Equal($"/admin/units/{gtin}/{serial}", found.Headers.Location!.OriginalString);
        var whole = WebUtility.HtmlDecode(await console.Text($"/admin/units/{gtin}/{serial}/life"));
        foreach (var said in (string[])["Produced in lot L7", "Shipped for Germany", "Sold (", "Scanned 2 times on 2 March 2026", "Now: In repair", "Now: Refurbished", "Before: In repair", "Ordered", "href=\"/admin/orders/"]) Assert.Contains(said, whole, StringComparison.Ordinal);
        var states = WebUtility.HtmlDecode(await console.Text($"/admin/units/{gtin}/{serial}/life?topic=states"));
        Assert.Contains("Now: In repair", states, StringComparison.Ordinal);
        Assert.DoesNotContain("Produced in lot", states, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", whole, StringComparison.Ordinal);
    }
}
