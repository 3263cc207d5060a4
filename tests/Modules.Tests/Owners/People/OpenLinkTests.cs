using System.Net;

namespace Nameplate.Tests.Owners.People;

public class OpenLinkTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Opening_the_link_shows_a_button_and_the_button_works_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, serial, "ada@example.com");
        var link = await brand.MailedLink("ada@example.com");

        for (var i = 0; i < 3; i++) Assert.Contains("Confirm my address", await visitor.GetStringAsync(link));
        Assert.Null((await brand.Owner("ada@example.com"))!.Value.GetProperty("confirmedAt").GetString());
        using var elsewhere = await visitor.Send(link, [], fromAnotherSite: true);
        using var browser = brand.Server.Visitor(cookies: true);
        using var used = await browser.Send(link, []);
        using var again = await visitor.Send(link, []);
        var gone = await (await visitor.GetAsync(link)).Text(HttpStatusCode.Gone);

        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        Assert.Equal((HttpStatusCode.Redirect, "/my"), (used.StatusCode, used.Headers.Location?.ToString()));
        var cookie = Assert.Single(used.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains($"action=\"/my/{brand.Brand.Slug}\"", gone);
        Assert.NotNull((await brand.Owner("ada@example.com"))!.Value.GetProperty("confirmedAt").GetString());
        Assert.Contains("This is yours", await browser.GetStringAsync($"/p/{gtin}/{serial}"));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync("/m/nobodyeversawthistoken")).StatusCode);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task News_waits_until_the_mailed_link_confirms_it_and_the_page_says_so(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        using var visitor = brand.Server.Visitor();
        var receipt = await visitor.Receipt(gtin, await brand.NewUnit(gtin), "ada@example.com");
        using var unticked = await visitor.Send(receipt + "/news", []);
        Assert.Equal("", await brand.ConsentSteps("ada@example.com"));

        using var ticked = await visitor.Send(receipt + "/news", new() { ["consent"] = "marketing" });
        using var twice = await visitor.Send(receipt + "/news", new() { ["consent"] = "marketing" });
        Assert.Equal("given", await brand.ConsentSteps("ada@example.com"));
        Assert.Contains($"news and offers from {brand.Brand.Name}", await visitor.GetStringAsync(await brand.MailedLink("ada@example.com")));
        using var browser = await brand.SignedIn("ada@example.com");

        Assert.Equal("given confirmed", await brand.ConsentSteps("ada@example.com"));
        var entry = (await brand.Owner("ada@example.com"))!.Value.GetProperty("consents")[0];
        Assert.Equal(("marketing", "en", "link", 64), (entry.GetProperty("purpose").GetString(), entry.GetProperty("language").GetString(), entry.GetProperty("method").GetString(), entry.GetProperty("textHash").GetString()!.Length));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task News_asked_for_after_the_address_was_confirmed_is_confirmed_by_a_mail_of_its_own(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        using var visitor = brand.Server.Visitor();
        var receipt = await visitor.Receipt(gtin, await brand.NewUnit(gtin), "ada@example.com");
        using var first = await brand.SignedIn("ada@example.com");

        using var ticked = await visitor.Send(receipt + "/news", new() { ["consent"] = "marketing" });
        Assert.Equal("given", await brand.ConsentSteps("ada@example.com"));
        Assert.Equal("owners.confirm-news", (await brand.Mails("ada@example.com"))[^1].Kind);
        using var second = await brand.SignedIn("ada@example.com");

        Assert.Equal("given confirmed", await brand.ConsentSteps("ada@example.com"));
    }
}
