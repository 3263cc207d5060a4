using System.Net;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Messaging.Templates;

public class WordingTests(Servers servers)
{
    const string Page = "/admin/message-kinds/owners.confirm";

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_brand_says_it_in_its_own_words_sees_it_with_its_own_records_and_goes_back(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var console = await ConsoleClient.SignIn(brand);
        var gtin = await brand.NewModel("Brew <b>One</b>");
        Assert.Contains("nothing on record yet", await console.Text(Page), StringComparison.Ordinal);
        await brand.Server.Visitor().Receipt(gtin, await brand.NewUnit(gtin), "first@example.com");
        Assert.Contains("lang=\"fr\"", await console.Text(Page + "/html?language=fr"), StringComparison.Ordinal);

        using (var wrong = await console.Send(Page, Page + "/en", new() { ["subject"] = "Hello {owner}", ["introduction"] = "" }))
            Assert.Contains("Nothing is called owner here", await wrong.Text(HttpStatusCode.UnprocessableEntity));
        using (var saved = await console.Send(Page, Page + "/en", new() { ["subject"] = "Your {product} has arrived\r\nBcc: eve@example.com", ["introduction"] = "Welcome <script>alert(1)</script> from {brand}." })) Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var html = await console.Text(Page + "/html?language=en");
        Assert.Contains("Welcome &lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);

        await brand.Server.Visitor("en").Receipt(gtin, await brand.NewUnit(gtin), "ada@example.com");
        await brand.Server.Visitor("de").Receipt(gtin, await brand.NewUnit(gtin), "dora@example.com");
        var ada = Assert.Single(await brand.Mails("ada@example.com"));
        Assert.Equal("Your Brew <b>One</b> has arrived Bcc: eve@example.com", ada.Subject);
        Assert.Contains("Welcome <script>alert(1)</script> from " + brand.Brand.Name, ada.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("has arrived", Assert.Single(await brand.Mails("dora@example.com")).Subject, StringComparison.Ordinal);

        using (var back = await console.Send(Page, Page + "/en", new() { ["subject"] = "", ["introduction"] = "" })) Assert.Equal(HttpStatusCode.Found, back.StatusCode);
        await brand.Server.Visitor("en").Receipt(gtin, await brand.NewUnit(gtin), "grace@example.com");
        Assert.DoesNotContain("has arrived", Assert.Single(await brand.Mails("grace@example.com")).Subject, StringComparison.Ordinal);
        Assert.Contains("has arrived", await console.Text(Page + "?language=en"), StringComparison.Ordinal);      // among the versions

        using var sent = await console.Send(Page, Page + "/de/tests", []);
        Assert.Contains("done=test", sent.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Test: ", (await brand.In(Mailed.All)).Single(m => m.Kind == "messaging.test").Subject, StringComparison.Ordinal);
    }
}
