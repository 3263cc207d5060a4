using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests.Products.Units;

public class ChangeUnitTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_patch_changes_what_it_names_keeps_the_rest_and_is_told_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin, "lot=L1", "A/1%");
        var unit = $"/api/v1/units/{gtin}/{Uri.EscapeDataString(serial)}";
        var before = await Told(brand);

        var changed = await brand.Api.PatchAsync(unit, JsonContent.Create(new { market = "FR", shippedOn = "2026-08-03", status = "shipped" })).Expect(HttpStatusCode.OK);
        Assert.Equal(("L1", "FR", "2026-08-03", "shipped"), (changed.GetProperty("lot").GetString(), changed.GetProperty("market").GetString(), changed.GetProperty("shippedOn").GetString(), changed.GetProperty("status").GetString()));
        Assert.Equal(before + 1, await Told(brand));
        await brand.Api.PatchAsync(unit, JsonContent.Create(new { market = "FR" })).Expect(HttpStatusCode.OK);
        Assert.Equal(before + 1, await Told(brand));
        var cleared = await brand.Api.PatchAsync(unit, JsonContent.Create(new { lot = (string?)null })).Expect(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, cleared.GetProperty("lot").ValueKind);

        foreach (var (field, patch) in new (string, object)[] { ("market", new { market = "France" }), ("status", new { status = "lost" }), ("shippedOn", new { shippedOn = "soon" }), ("serial", new { serial = "X" }) })
        {
            var problem = await brand.Api.PatchAsync(unit, JsonContent.Create(patch)).Expect(HttpStatusCode.UnprocessableEntity);
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_search_opens_a_unit_by_its_scanned_address_by_gtin_and_serial_and_lists_by_prefix(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.NewUnit(gtin, serial: "7Q4MA1");
        await brand.NewUnit(gtin, serial: "7Q4MB2");
        var console = await ConsoleClient.SignIn(brand);

        foreach (var typed in (string[])[$"https://id.example.com/01/{gtin}/21/7Q4MA1", $"{gtin} 7Q4MA1", "7Q4MA1", "7q4m a1"])
        {
            using var answer = await console.Http.GetAsync("/admin/search?q=" + Uri.EscapeDataString(typed));
            Assert.Equal((typed, $"/admin/units/{gtin}/7Q4MA1"), (typed, answer.Headers.Location?.ToString()));
        }
        var list = await console.Text("/admin/search?q=7Q4M");
        Assert.Contains($"/admin/units/{gtin}/7Q4MA1", list, StringComparison.Ordinal);
        Assert.Contains($"/admin/units/{gtin}/7Q4MB2", list, StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Labels_of_a_small_run_are_a_sheet_and_a_large_run_offers_none(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var small = await Minted(brand, gtin, 31);
        var sheet = await brand.Api.GetStringAsync(small.GetProperty("files").GetProperty("labels").GetString());
        Assert.Equal((31, 2), (sheet.Split("<svg").Length - 1, sheet.Split("class=\"page\"").Length - 1));
        var large = await Minted(brand, gtin, 3001);
        Assert.Equal(JsonValueKind.Null, large.GetProperty("files").GetProperty("labels").ValueKind);
    }

    static async Task<JsonElement> Minted(BrandClient brand, string gtin, int count)
    {
        using var accepted = await brand.Api.PostAsync($"/api/v1/products/{gtin}/mints", JsonContent.Create(new { count }));
        while (true)
        {
            var mint = await brand.Api.GetAsync(accepted.Headers.Location).Expect(HttpStatusCode.OK);
            if (mint.GetProperty("status").GetString() == "done") return mint;
            await Task.Delay(50);
        }
    }

    static async Task<int> Told(BrandClient brand)
    {
        await brand.Server.CaughtUp();
        return (await brand.Api.GetAsync("/api/v1/events?limit=1000").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Count(e => e.GetProperty("type").GetString() == "products.units-recorded");
    }
}
