using System.Net;
using System.Text.RegularExpressions;

namespace Nameplate.Tests.Resolver.MakerLinks;

public partial class LinksConsoleTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_link_is_made_tried_out_changed_removed_and_brought_back_in_the_console(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var console = await ConsoleClient.SignIn(brand);
        Assert.Contains("No links of your own yet", await console.Text("/admin/links"));

        using var wrong = await console.Send("/admin/links/new", "/admin/links/new", Fields(gtin, "javascript:alert(1)", "Tea"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("id=\"f-href-error\"", await wrong.Content.ReadAsStringAsync());
        using var made = await console.Send("/admin/links/new", "/admin/links/new", Fields(gtin, "https://example.com/tee", "Tee"));
        var page = made.Headers.Location!.OriginalString.Split('?')[0];
        Assert.Contains("https://example.com/tee", await console.Text("/admin/links"));

        var german = await console.Text($"/admin/links/preview?gtin={gtin}&language=de");
        Assert.Contains("The code leads here", german);
        Assert.Contains("href=\"https://example.com/tee\"", german);
        Assert.DoesNotContain("https://example.com/tee", await console.Text($"/admin/links/preview?gtin={gtin}&language=en"));
        Assert.Contains("There is no such link", await console.Text($"/admin/links/preview?gtin={gtin}&linkType=recipeInfo"));

        using var changed = await console.Send(page, page, Fields(gtin, "https://example.com/tee2", "Tee", ("version", "1")));
        Assert.Equal(HttpStatusCode.Found, changed.StatusCode);
        using var late = await console.Send(page, page, Fields(gtin, "https://example.com/tee3", "Tee", ("version", "1")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        using var removed = await console.Send(page, page + "/removal", []);
        Assert.Equal(HttpStatusCode.Found, removed.StatusCode);
        Assert.Contains("Removed by staff-", await console.Text(page));
        using var back = await console.Send(page, page + "/restoration", new() { ["version"] = "1" });
        Assert.Equal(HttpStatusCode.Found, back.StatusCode);
        var shown = await console.Text(page);
        Assert.Contains("Brought back by staff-", shown);
        Assert.Contains("value=\"https://example.com/tee\"", shown);
        Assert.Contains("resolver.maker-link", await console.Text("/admin/settings/audit"));
        Assert.Equal(2, (await console.Text("/admin/links.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task The_list_of_links_reads_in_a_browser_in_its_language()
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var gtin = await brand.NewModel();
        using var visitor = brand.Server.Visitor();
        using var request = ScanSteps.Ask(HttpMethod.Get, $"/01/{gtin}?linkType=linkset", ("Accept", "text/html,*/*;q=0.8"), ("Accept-Language", "de"));
        using var answer = await visitor.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Alle Links dieses Codes", html);
        Assert.Contains("\"@context\"", LinkedData().Match(html).Groups["json"].Value);
        Assert.Contains(gtin, LinkedData().Match(html).Groups["json"].Value);
    }

    static Dictionary<string, string> Fields(string gtin, string href, string title, params (string Name, string Value)[] also)
    {
        var fields = new Dictionary<string, string> { ["gtin"] = gtin, ["href"] = href, ["title"] = title, ["linkType"] = "promotion", ["languages"] = "de", ["isDefault"] = "true" };
        foreach (var (name, value) in also) fields[name] = value;
        return fields;
    }

    [GeneratedRegex("<script type=\"application/ld\\+json\">(?<json>[^<]+)</script>", RegexOptions.ExplicitCapture, 1000)] private static partial Regex LinkedData();
}
