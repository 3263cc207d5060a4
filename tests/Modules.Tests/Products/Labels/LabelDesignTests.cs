using System.Net;
using System.Net.Http.Json;
using Nameplate.Tests.Resolver;

namespace Nameplate.Tests.Products.Labels;

public class LabelDesignTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_design_is_kept_changed_and_removed_and_one_that_scanners_would_not_read_is_refused(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var design = await brand.Api.PostAsJsonAsync("/api/v1/label-designs", new { name = "Plate", sheet = "L7160", codeSize = 30, placement = "box" }).Expect(HttpStatusCode.Created);
        var address = $"/api/v1/label-designs/{design.GetProperty("id").GetString()}";

        Assert.Equal((3, 7, 38.1m, "q"), (design.GetProperty("columns").GetInt32(), design.GetProperty("rows").GetInt32(), design.GetProperty("height").GetDecimal(), design.GetProperty("level").GetString()));
        foreach (var (field, input) in new (string, object)[]
        {
            ("codeSize", new { name = "Tiny", sheet = "L7160", codeSize = 12 }), ("codeSize", new { name = "Huge", sheet = "L7160", codeSize = 40 }), ("name", new { name = "Plate", sheet = "L7160", codeSize = 30 }), ("sheet", new { name = "X", sheet = "A3", codeSize = 30 }),
            ("paperWidth", new { name = "X", sheet = "free", codeSize = 30, paperWidth = 100, paperHeight = 100, columns = 2, rows = 1, width = 60, height = 60 }), ("stepX", new { name = "X", sheet = "free", codeSize = 30, paperWidth = 200, paperHeight = 100, columns = 2, rows = 1, width = 60, height = 60, stepX = 50 }),
        })
        {
            var problem = await brand.Api.PostAsJsonAsync("/api/v1/label-designs", input).Expect(HttpStatusCode.UnprocessableEntity);
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), $"{field}: {problem}");
        }
        await brand.Api.PutAsJsonAsync(address, new { name = "Plate", sheet = "L7120", codeSize = 25 }).Expect(HttpStatusCode.OK);
        Assert.Equal("L7120", (await brand.Api.GetAsync(address).Expect(HttpStatusCode.OK)).GetProperty("sheet").GetString());
        Assert.Equal(1, (await brand.Api.GetAsync("/api/v1/label-designs").Expect(HttpStatusCode.OK)).GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, (await brand.Api.DeleteAsync(address)).StatusCode);
        await brand.Api.GetAsync(address).Expect(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_sheet_in_free_millimetres_carries_codes_that_say_where_they_stand_and_claim_codes(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel("Brew One");
        var mint = await brand.Mint(gtin, new { count = 5, prefix = "B-" });
        var design = await brand.Api.PostAsJsonAsync("/api/v1/label-designs", new { name = "Insert", sheet = "free", codeSize = 30, placement = "insert", showClaim = true, line = "Welcome", paperWidth = 160, paperHeight = 90, columns = 2, rows = 2, width = 75, height = 40, left = 3, top = 4, stepX = 78, stepY = 42 }).Expect(HttpStatusCode.Created);

        var paper = await brand.Api.GetByteArrayAsync($"{mint.GetProperty("files").GetProperty("labelsPdf").GetString()}?design={design.GetProperty("id").GetString()}");
        var (text, press) = (await Paper.Text(paper), await brand.Press(mint));

        Assert.Equal(2, await Paper.Pages(paper));
        foreach (var line in press) Assert.Contains(line[3], text, StringComparison.Ordinal);
        Assert.Equal(5, text.Split("Welcome").Length - 1);
        var read = await Paper.Codes(paper);
        Assert.Equal(press.Take(4).Select(l => l[^1] + "?pl=insert").Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
        using var scan = await server.Visitor().GetAsync(new Uri(read[0]).PathAndQuery);
        Assert.Contains(await brand.Scans(gtin), s => s.Contains(" insert", StringComparison.Ordinal));
        await brand.Api.GetAsync($"{mint.GetProperty("files").GetProperty("labelsPdf").GetString()}?design={Guid.CreateVersion7()}").Expect(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_designer_shows_the_label_in_its_true_size_and_warns_of_small_squares(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        await brand.NewModel("Brew & Co");
        var console = await ConsoleClient.SignIn(brand);
        Dictionary<string, string> form = new() { ["name"] = "Plate", ["sheet"] = "L7160", ["codeSize"] = "18.5", ["level"] = "q", ["showName"] = "true", ["showNumbers"] = "true" };

        using var fine = await console.Send("/admin/labels/new", "/admin/labels/preview", form);
        var shown = await fine.Content.ReadAsStringAsync();
        Assert.Contains("width=\"63.5mm\" height=\"38.1mm\"", shown, StringComparison.Ordinal);
        Assert.Contains("Brew &amp; Co", shown, StringComparison.Ordinal);
        Assert.Contains("0.495 mm is better", shown, StringComparison.Ordinal);
        form["codeSize"] = "12";
        using var small = await console.Send("/admin/labels/new", "/admin/labels/new", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, small.StatusCode);
        Assert.Contains("Scanners need 0.396 mm", await small.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        form["codeSize"] = "30";
        using var kept = await console.Send("/admin/labels/new", "/admin/labels/new", form);
        Assert.Contains("Large enough to last", await console.Text(kept.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Contains("Plate", await console.Text("/admin/labels"), StringComparison.Ordinal);
    }
}
