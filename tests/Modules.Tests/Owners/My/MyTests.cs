using System.Net;
using System.Text.RegularExpressions;

namespace Nameplate.Tests.Owners.My;

public partial class MyTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Asking_for_a_link_answers_the_same_whether_or_not_the_address_is_known(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("registrations", $"gtin,serial,registered_at,email\n{gtin},{await brand.NewUnit(gtin)},2026-07-01,ada@example.com\n");
        using var visitor = brand.Server.Visitor();
        Assert.Empty(await brand.Mails("ada@example.com"));

        var known = await (await visitor.Send($"/my/{brand.Brand.Slug}", new() { ["email"] = "ADA@example.com" })).Text(HttpStatusCode.OK);
        var unknown = await (await visitor.Send($"/my/{brand.Brand.Slug}", new() { ["email"] = "eve@example.com" })).Text(HttpStatusCode.OK);
        using var hasty = await visitor.Send($"/my/{brand.Brand.Slug}", new() { ["email"] = "ada@example.com" });

        Assert.Equal(Ticket().Replace(known, ""), Ticket().Replace(unknown, ""));
        Assert.Equal("owners.sign-in", Assert.Single(await brand.Mails("ada@example.com")).Kind);
        Assert.Empty(await brand.Mails("eve@example.com"));
        using var browser = await brand.SignedIn("ada@example.com");
        Assert.Contains("Brew One", await browser.GetStringAsync("/my"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_owner_changes_name_and_consent_in_place_and_signs_out(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, await brand.NewUnit(gtin), "ada@example.com", "2026-07-28");
        using var browser = await brand.SignedIn("ada@example.com");

        await browser.Send("/my/account/name", new() { ["name"] = "Ada Lovelace" });
        using var elsewhere = await browser.Send("/my/account/name", new() { ["name"] = "Mallory" }, fromAnotherSite: true);
        await browser.Send("/my/account/consents", new() { ["purpose"] = "marketing", ["step"] = "given" });
        Assert.Equal("given confirmed", await brand.ConsentSteps("ada@example.com"));
        await browser.Send("/my/account/consents", new() { ["purpose"] = "marketing", ["step"] = "withdrawn" });
        var page = await (await browser.GetAsync("/my")).Text(HttpStatusCode.OK);
        await browser.Send("/my/account/sign-out", []);
        var after = await browser.GetStringAsync("/my");

        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        Assert.Contains("Ada Lovelace", page);
        Assert.Contains("Warranty until 28 July 2028", page);
        Assert.Equal("given confirmed withdrawn", await brand.ConsentSteps("ada@example.com"));
        Assert.DoesNotContain("Ada Lovelace", after);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_session_sees_its_own_brand_and_person_only(string storage)
    {
        var server = await servers.On(storage);
        var (ours, theirs) = (await server.NewBrand(), await server.NewBrand());
        var (gtin, other) = (await ours.NewModel("Brew One"), await theirs.NewModel("Cut 18"));
        using var visitor = server.Visitor();
        await visitor.Receipt(gtin, await ours.NewUnit(gtin), "ada@example.com");
        await visitor.Receipt(gtin, await ours.NewUnit(gtin), "eve@example.com");
        var foreign = await theirs.NewUnit(other);
        await visitor.Receipt(other, foreign, "ada@example.com");
        using var browser = await ours.SignedIn("ada@example.com");

        var page = await browser.GetStringAsync("/my");
        var unit = await browser.GetStringAsync($"/p/{other}/{foreign}");

        Assert.Contains("Brew One", page);
        Assert.DoesNotContain("Cut 18", page);
        Assert.DoesNotContain("eve@", page);
        Assert.Contains("Is this yours?", unit);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_privacy_page_says_what_is_kept_and_whom_to_ask(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        using var visitor = brand.Server.Visitor("es");

        var page = await (await visitor.GetAsync($"/privacy/{brand.Brand.Slug}")).Text(HttpStatusCode.OK);

        Assert.Contains($"{brand.Brand.Name} guarda su correo", page);
    }

    [GeneratedRegex("name=\"ticket\" value=\"(?<ticket>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Ticket();
}
