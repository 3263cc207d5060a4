using System.Net;
using System.Net.Http.Json;

namespace Nameplate.Tests.Owners.Finder;

public class FinderTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_has_no_code_chooses_the_product_types_the_number_as_people_do_and_comes_to_the_form(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (gtin, other) = (await brand.NewModel("Finder One"), await brand.NewModel("Other Two"));
        await brand.Import("units", $"gtin,serial\n{gtin},7Q0B1S2Z\n{gtin},AA111111\n{gtin},AA1I1111\n");
        await brand.Api.PutAsJsonAsync($"/api/v1/products/{gtin}/registering", new { where = new { en = "Under the tank", de = "Unter dem Tank" }, registerWithinDays = 60 }).Expect(HttpStatusCode.OK);
        await brand.Api.PutAsJsonAsync($"/api/v1/products/{gtin}/registering", new { where = new { it = "Sotto" }, registerWithinDays = 0 }).Expect(HttpStatusCode.UnprocessableEntity);
        using var visitor = server.Visitor();
        var home = $"/register/{brand.Brand.Slug}";

        var chosen = await (await visitor.GetAsync($"{home}?q=finder")).Text(HttpStatusCode.OK);
        Assert.Contains("Finder One", chosen);
        Assert.DoesNotContain("Other Two", chosen);
        Assert.Contains("Finder One", await visitor.GetStringAsync($"{home}?q={gtin[1..]}"));
        Assert.Contains("Under the tank", await visitor.GetStringAsync($"{home}/{gtin}"));
        Assert.Contains("Unter dem Tank", await visitor.GetStringAsync($"{home}/{gtin}?lang=de"));
        Assert.Contains("On the label", await visitor.GetStringAsync($"{home}/{other}"));

        foreach (var typed in (string[])["7q0b1s2z", " 7Q0B 1S2Z ", "7q0b-1s2z"])
            using (var found = await visitor.Send($"{home}/{gtin}", new() { ["serial"] = typed })) Assert.Equal($"/p/{gtin}/7Q0B1S2Z?via=web", found.Headers.Location?.ToString());
        Assert.Contains("7Q0B 1S2Z", await (await visitor.Send($"{home}/{gtin}", new() { ["serial"] = "7QO81S2Z" })).Text(HttpStatusCode.NotFound));      // O for 0, 8 for B
        var unclear = await (await visitor.Send($"{home}/{gtin}", new() { ["serial"] = "AAIIIIII" })).Text(HttpStatusCode.NotFound);
        Assert.DoesNotContain("AA1I", unclear);
        var (none, elsewhere) = (await (await visitor.Send($"{home}/{gtin}", new() { ["serial"] = "NOBODYS" })).Text(HttpStatusCode.NotFound), await (await visitor.Send($"{home}/{other}", new() { ["serial"] = "7Q0B1S2Z" })).Text(HttpStatusCode.NotFound));
        Assert.Equal(none.Contains("We do not find this number", StringComparison.Ordinal), elsewhere.Contains("We do not find this number", StringComparison.Ordinal));
        Assert.Contains("We do not find this number", none);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Send($"{home}/{gtin}", new() { ["serial"] = "7Q0B1S2Z" }, fromAnotherSite: true)).StatusCode);
        Assert.Equal("/register", (await visitor.GetAsync("/register/nobodys-brand")).Headers.Location?.ToString());

        var form = await (await visitor.GetAsync($"/p/{gtin}/7Q0B1S2Z?via=web")).Text(HttpStatusCode.OK);
        Assert.Contains("name=\"via\" value=\"web\"", form);
        using (var sent = await visitor.Send($"/p/{gtin}/7Q0B1S2Z/register", new() { ["email"] = "ada@example.com", ["via"] = "web" })) Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("web", Assert.Single(await brand.Registrations()).GetProperty("channel").GetString());

        var staff = await ConsoleClient.SignIn(brand);
        using (var saved = await staff.Send($"/admin/products/{gtin}/registering", $"/admin/products/{gtin}/registering", new() { ["en"] = "At the back", ["registerWithinDays"] = "30" })) Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.Contains("At the back", await visitor.GetStringAsync($"{home}/{gtin}?lang=de"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Each_slip_has_a_kind_way_out_in_the_browser_and_a_clear_one_over_the_API(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial,produced_on\n{gtin},W0B1,2026-03-01\n{gtin},W2,2026-03-01\n");
        using var visitor = server.Visitor();

        Assert.Contains("This product was made on 1 March 2026", await (await visitor.Register(gtin, "W0B1", "ada@example.com", "2026-02-01")).Text(HttpStatusCode.UnprocessableEntity));
        Assert.Contains("value=\"ada@example.com\"", await (await visitor.Register(gtin, "W0B1", "ada@example.com", "2099-02-01")).Text(HttpStatusCode.UnprocessableEntity));
        var receipt = await visitor.Receipt(gtin, "W0B1", "ada@gmial.com", "2026-03-02");
        Assert.Contains("ada@gmail.com", await (await visitor.GetAsync(receipt)).Text(HttpStatusCode.OK));
        Assert.Contains("made on", await (await visitor.Send(receipt + "/date", new() { ["purchasedOn"] = "2026-02-01" })).Text(HttpStatusCode.UnprocessableEntity));
        var taken = await (await visitor.Register(gtin, "W0B1", "eve@example.com")).Text(HttpStatusCode.Conflict);
        Assert.Contains($"/p/{gtin}/W0B1/transfer", taken);
        Assert.Contains($"/register/{brand.Brand.Slug}", taken);
        Assert.DoesNotContain("gmial", taken);

        object Input(string serial, string purchasedOn, string email) => new { gtin, serial, email, purchasedOn };
        var typo = await brand.Api.PostAsJsonAsync("/api/v1/registrations", Input("WO81", "2026-03-02", "ada@example.com")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Did you mean W0B1?", typo.GetRawText());
        var early = await brand.Api.PostAsJsonAsync("/api/v1/registrations", Input("W2", "2026-01-01", "ada@example.com")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.True(early.GetProperty("errors").TryGetProperty("purchasedOn", out _));
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", Input("W0B1", "2026-03-02", "eve@example.com")).Expect(HttpStatusCode.Conflict);
        var hinted = await brand.Api.PostAsJsonAsync("/api/v1/registrations", Input("W2", "2026-03-02", "ada@gmial.com")).Expect(HttpStatusCode.Created);
        Assert.Equal("ada@gmail.com", hinted.GetProperty("didYouMean").GetProperty("email").GetString());
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", Input("W2", "2026-03-02", "ada@gmial.com")).Expect(HttpStatusCode.OK);
    }
}
