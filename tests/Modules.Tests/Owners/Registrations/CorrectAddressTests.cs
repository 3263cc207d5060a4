using System.Net;

namespace Nameplate.Tests.Owners.Registrations;

public class CorrectAddressTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_wrong_address_is_changed_in_place_and_nothing_stays_with_it(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();
        var receipt = await visitor.Receipt(gtin, serial, "ada@gmial.com");
        using var asked = await visitor.Send(receipt + "/news", new() { ["consent"] = "marketing" });
        var wrongLink = await brand.MailedLink("ada@gmial.com");

        var offered = await (await visitor.GetAsync(receipt)).Text(HttpStatusCode.OK);
        var refused = await (await visitor.Send(receipt + "/address", new() { ["email"] = "ada" })).Text(HttpStatusCode.UnprocessableEntity);
        using var changed = await visitor.Send(receipt + "/address", new() { ["email"] = "ada@gmail.com" });
        var now = await (await visitor.GetAsync(receipt)).Text(HttpStatusCode.OK);

        Assert.Contains("Perhaps you meant <b>ada@gmail.com</b>", offered);
        Assert.Contains("aria-describedby=\"email-wrong\"", refused);
        Assert.Equal(receipt, changed.Headers.Location?.ToString());
        Assert.Contains("Wrong address? ada@gmail.com", now);
        Assert.Equal("ada@gmail.com", Assert.Single(await brand.Registrations()).GetProperty("email").GetString());
        Assert.Null(await brand.Owner("ada@gmial.com"));
        Assert.Equal("given", await brand.ConsentSteps("ada@gmail.com"));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Send(wrongLink, [])).StatusCode);
        using var right = await brand.SignedIn("ada@gmail.com");
        Assert.Contains("Brew One", await right.GetStringAsync("/my"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Once_the_address_is_confirmed_it_stays(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();
        var receipt = await visitor.Receipt(gtin, serial, "ada@example.com");
        using var owner = await brand.SignedIn("ada@example.com");

        using var tried = await visitor.Send(receipt + "/address", new() { ["email"] = "eve@example.com" });

        Assert.Equal("ada@example.com", Assert.Single(await brand.Registrations()).GetProperty("email").GetString());
        Assert.Empty(await brand.Mails("eve@example.com"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_person_known_before_keeps_what_was_theirs(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var (first, second) = (await brand.NewUnit(gtin), await brand.NewUnit(gtin));
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, first, "bob@example.com");
        var receipt = await visitor.Receipt(gtin, second, "bob@example.com");

        using var changed = await visitor.Send(receipt + "/address", new() { ["email"] = "rob@example.com" });

        Assert.Equal(first, Assert.Single((await brand.Owner("bob@example.com"))!.Value.GetProperty("units").EnumerateArray()).GetProperty("serial").GetString());
        Assert.Equal(second, Assert.Single((await brand.Owner("rob@example.com"))!.Value.GetProperty("units").EnumerateArray()).GetProperty("serial").GetString());
    }
}
