using System.Net;
using System.Text.RegularExpressions;

namespace Nameplate.Tests.Platform.Lists;

public partial class ListTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_filter_is_a_chip_to_take_away_and_can_be_saved_named_and_forgotten(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial,status\n{gtin},A1,sold\n{gtin},A2,shipped\n");
        var console = await ConsoleClient.SignIn(brand);

        var filtered = await console.Text("/admin/units?serial=A&status=sold");
        Assert.Contains(">A1<", filtered, StringComparison.Ordinal);
        Assert.DoesNotContain(">A2<", filtered, StringComparison.Ordinal);
        Assert.Contains("href=\"/admin/units?serial=A\"", filtered, StringComparison.Ordinal);      // without the state
        Assert.Contains("href=\"/admin/units?status=sold\"", filtered, StringComparison.Ordinal);

        using var saved = await console.Send("/admin/units", "/admin/lists/units/filters", new() { ["name"] = "Sold ones", ["query"] = "?status=sold&after=x" });
        Assert.Equal("/admin/units?status=sold", saved.Headers.Location!.ToString());
        var list = await console.Text("/admin/units");
        Assert.Contains("<a href=\"/admin/units?status=sold\">Sold ones</a>", list, StringComparison.Ordinal);

        using var gone = await console.Send("/admin/units", ForgetForm().Match(list).Value, []);
        Assert.Equal(HttpStatusCode.Found, gone.StatusCode);
        Assert.DoesNotContain("Sold ones", await console.Text("/admin/units"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Columns_are_chosen_once_and_the_file_has_them_or_all(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial,firmware,lot\n{gtin},A1,4.2,L9\n");
        var console = await ConsoleClient.SignIn(brand);
        Assert.DoesNotContain(">4.2", Tidy(await console.Text("/admin/units")), StringComparison.Ordinal);

        var token = await console.Text("/admin/units");
        using var chosen = await console.Http.PostAsync("/admin/lists/units/columns", new FormUrlEncodedContent([new("__RequestVerificationToken", Token().Match(token).Groups["token"].Value), new("column", "firmware"), new("column", "gtin")]));
        Assert.Equal("/admin/units", chosen.Headers.Location!.ToString());
        Assert.Contains(">4.2", Tidy(await console.Text("/admin/units")), StringComparison.Ordinal);
        Assert.DoesNotContain(">L9", Tidy(await console.Text("/admin/units")), StringComparison.Ordinal);
        Assert.StartsWith("serial,gtin,firmware\nA1", (await console.Text("/admin/units.csv?columns=shown")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.StartsWith("serial,gtin,status,lot,produced_on,shipped_on,market,firmware\n", (await console.Text("/admin/units.csv")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_list_is_read_to_its_end_page_by_page_in_either_order_and_its_count_is_exact(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serials = Enumerable.Range(0, 120).Select(n => $"P{n:000}").ToList();
        await brand.Import("units", "gtin,serial\n" + string.Concat(serials.Select(s => $"{gtin},{s}\n")));
        var console = await ConsoleClient.SignIn(brand);

        foreach (var (order, expected) in new[] { ("serial", serials), ("-serial", Enumerable.Reverse(serials).ToList()) })
        {
            List<string> seen = [];
            for (var path = "/admin/units?order=" + order; path is not null;)
            {
                var page = WebUtility.HtmlDecode(await console.Text(path));
                Assert.Contains("120 units", page, StringComparison.Ordinal);
                seen.AddRange(Serial().Matches(page).Select(m => m.Groups["serial"].Value));
                path = Next().Match(page) is { Success: true } next ? next.Groups["href"].Value : null;
            }
            Assert.Equal(expected, seen);
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Every_list_gives_a_file_of_what_it_shows(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel("Brew One");
        var sku = await Commerce.Shelf.NewPart(brand, gtin, stock: 5);
        var order = (await Commerce.Shelf.Order(brand, sku)).GetProperty("orderRef").GetString()!;
        var console = await ConsoleClient.SignIn(brand);

        foreach (var (path, expected) in new[] { ("products.csv?q=brew", gtin), ("parts.csv?stock=in_stock", sku), ("orders.csv?state=placed", order), ("owners.csv?q=ada", "ada@example.com") })
            Assert.Contains(expected, await console.Text("/admin/" + path), StringComparison.Ordinal);
        foreach (var path in (string[])["products.csv?q=none", "parts.csv?stock=sold_out", "orders.csv?state=shipped", "owners.csv?q=nobody"])
            Assert.Single((await console.Text("/admin/" + path)).Trim().Split('\n'));
    }

    static string Tidy(string html) => Blank().Replace(html, ">");

    [GeneratedRegex(@">\s+", RegexOptions.None, 1000)] private static partial Regex Blank();
    [GeneratedRegex("/admin/lists/units/filters/[0-9a-f-]+/removal", RegexOptions.None, 1000)] private static partial Regex ForgetForm();
    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Token();
    [GeneratedRegex("np-serial\" href=\"[^\"]+\">(?<serial>P[0-9]+)<", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Serial();
    [GeneratedRegex("rel=\"next\" href=\"(?<href>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Next();
}
