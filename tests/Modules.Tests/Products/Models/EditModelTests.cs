using System.Net;
using System.Text;

namespace Nameplate.Tests.Products.Models;

public class EditModelTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_page_that_calls_itself_a_picture_is_refused_and_what_was_typed_is_kept(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var console = await ConsoleClient.SignIn(brand);
        var gtin = BrandClient.NewGtin();
        var fields = new Dictionary<string, string> { ["gtin"] = gtin, ["name"] = "Brew One", ["model"] = "B-1", ["category"] = "espresso" };

        using var refused = await console.Send("/admin/products/new", "/admin/products/new", fields, ("picture", "machine.png", Encoding.UTF8.GetBytes("<!DOCTYPE html><html><script>alert(1)</script></html>")));
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("value=\"Brew One\"", page, StringComparison.Ordinal);
        Assert.Contains("f-picture-error", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await brand.Api.GetAsync($"/api/v1/products/{gtin}")).StatusCode);

        var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
        using var taken = await console.Send("/admin/products/new", "/admin/products/new", fields, ("picture", "machine.html", png));
        Assert.Equal($"/admin/products/{gtin}?done=added", taken.Headers.Location!.ToString());
        var model = await brand.Api.GetAsync($"/api/v1/products/{gtin}").Expect(HttpStatusCode.OK);
        using var picture = await brand.Server.Visitor().GetAsync(model.GetProperty("imageUrl").GetString());
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal(png, await picture.Content.ReadAsByteArrayAsync());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_list_filters_pages_to_its_end_and_comes_as_a_file_that_imports_unchanged(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        for (var i = 0; i < 60; i++) await brand.NewModel(i % 2 == 0 ? $"Drill {i:00}" : $"Kettle {i:00}");
        var console = await ConsoleClient.SignIn(brand);

        var first = await console.Text("/admin/products");
        var next = WebUtility.HtmlDecode(first.Split("rel=\"next\" href=\"")[1].Split('"')[0]);
        var second = await console.Text(next);
        Assert.Equal((50, 10), (Rows(first), Rows(second)));
        Assert.Equal(30, Rows(await console.Text("/admin/products?q=DRILL")));

        var again = await brand.Import("products", await console.Text("/admin/products.csv"));
        Assert.Equal((0, 60), (again.GetProperty("changed").GetInt64(), again.GetProperty("unchanged").GetInt64()));
    }

    static int Rows(string html) => html.Split("np-row-link").Length - 1;
}
