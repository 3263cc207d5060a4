using System.Net;
using System.Net.Http.Json;

namespace Nameplate.Tests.Owners.Cards;

public class CardTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Staff_type_in_paper_cards_one_after_the_other_and_see_what_is_there_already(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel("Card One");
        await brand.Import("units", $"gtin,serial\n{gtin},CARD0\n{gtin},CARD2\n");
        var staff = await ConsoleClient.SignIn(brand);
        Assert.Contains("Card One", await staff.Text("/admin/cards/check?serial=card%200"));
        Assert.Contains("Did you mean CARD0?", await staff.Text("/admin/cards/check?serial=CARDO"));
        Assert.Contains("Nobody knows this number", await staff.Text("/admin/cards/check?serial=NONE"));

        using (var saved = await Card("CARD0", "ada@example.com", ("news", "true"), ("receivedOn", "2026-03-05"), ("country", "FR")))
            Assert.Equal("/admin/cards?done=card&receivedOn=2026-03-05&country=FR", saved.Headers.Location?.ToString());
        var next = await staff.Text("/admin/cards?done=card&receivedOn=2026-03-05&country=FR");
        Assert.Contains("Here is the next card", next);
        Assert.Contains("value=\"2026-03-05\"", next);
        Assert.Contains("ada@example.com", next);
        var registration = Assert.Single(await brand.Registrations());
        Assert.Equal(("paper", "FR"), (registration.GetProperty("channel").GetString(), registration.GetProperty("country").GetString()));
        Assert.Equal("given", await brand.ConsentSteps("ada@example.com"));      // waits for the mailed link

        Assert.Contains("The same person registered it", await (await Card("CARD0", "ADA@example.com")).Text(HttpStatusCode.UnprocessableEntity));
        Assert.Contains("Registered to ada@example.com", await (await Card("CARD0", "bob@example.com")).Text(HttpStatusCode.UnprocessableEntity));
        var wrong = await (await Card("CARD2", "bob", ("receivedOn", "2099-01-01"))).Text(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("value=\"CARD2\"", wrong);
        Assert.Single(await brand.Registrations());

        Task<HttpResponseMessage> Card(string serial, string email, params (string Name, string Value)[] more)
        {
            Dictionary<string, string> fields = new() { ["serial"] = serial, ["email"] = email, ["receivedOn"] = "2026-03-05" };
            foreach (var (name, value) in more) fields[name] = value;
            return staff.Send("/admin/cards", "/admin/cards", fields);
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_tills_consent_waits_for_the_buyer_and_each_shop_has_its_figures(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial\n{gtin},P1\n{gtin},P2\n{gtin},P3\n");
        object Sale(string serial, string? email, string[]? consents) => new { gtin, serial, soldOn = "2026-03-01", channel = "retail", retailer = "Kitchen House", email, mayContact = email is not null, consents };
        await brand.Api.PostAsJsonAsync("/api/v1/sales", Sale("P1", "ada@example.com", ["marketing"])).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/sales", Sale("P2", null, ["marketing"])).Expect(HttpStatusCode.UnprocessableEntity);
        await brand.Api.PostAsJsonAsync("/api/v1/sales", Sale("P2", "bob@example.com", ["profiling"])).Expect(HttpStatusCode.UnprocessableEntity);
        var import = await brand.Import("sales", $"gtin,serial,sold_on,channel,retailer,email,may_contact\n{gtin},P2,2026-03-02,retail,Kitchen House,,\n{gtin},P3,2026-03-02,retail,Tool Barn,eve@example.com,true\n{gtin},NONE,2026-03-02,retail,Tool Barn,,\n");
        Assert.Equal((2, 1), (import.GetProperty("added").GetInt32(), import.GetProperty("refused").GetInt32()));
        Assert.Equal("given", await brand.ConsentSteps("ada@example.com"));
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = "P1", email = "ada@example.com" }).Expect(HttpStatusCode.Created);
        await server.CaughtUp();
        var staff = await ConsoleClient.SignIn(brand);
        var page = await staff.Text("/admin/funnel?from=2026-03-01&until=2026-04-01");
        var shops = System.Text.RegularExpressions.Regex.Replace(page[page.IndexOf("id=\"retailers\"", StringComparison.Ordinal)..], "<[^>]*>|\\s+", " ", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Matches("Kitchen House +2 +1 +1 +1 +50.0 % +0", shops);
        Assert.Matches("Tool Barn +1 +1 +1 +0 +0.0 % +0", shops);
    }
}
