using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Nameplate.Tests.Owners.Companies;

public partial class CompaniesTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_company_is_recorded_put_right_and_never_overwritten_unseen(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var wrong = await brand.Api.PostAsJsonAsync("/api/v1/companies", new { name = " ", country = "Germany", vatId = "12" }).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("country name vatId", string.Join(' ', wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)));
        var id = await brand.NewCompany(more: new { name = "Rossi Restaurants", country = "DE", vatId = "de 123.456.789", customerNumber = "K-1" });
        await brand.NewCompany("Acme Rental");
        await brand.Api.PostAsJsonAsync("/api/v1/companies", new { name = "Another", customerNumber = "K-1" }).Expect(HttpStatusCode.UnprocessableEntity);

        using var read = await brand.Api.GetAsync($"/api/v1/companies/{id}");
        Assert.Equal("DE123456789", (await read.Json()).GetProperty("vatId").GetString());
        async Task<HttpStatusCode> Put(string name)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/companies/{id}") { Content = JsonContent.Create(new { name, country = "DE" }) };
            request.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.ToString());
            using var answer = await brand.Api.SendAsync(request);
            return answer.StatusCode;
        }
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (await Put("Rossi Group"), await Put("Rossi GmbH")));

        var first = await brand.Api.GetAsync("/api/v1/companies?limit=1").Expect(HttpStatusCode.OK);
        var second = await brand.Api.GetAsync($"/api/v1/companies?limit=1&after={first.GetProperty("next").GetString()}").Expect(HttpStatusCode.OK);
        Assert.Equal("Acme Rental, Rossi Group", string.Join(", ", first.GetProperty("items")[0].GetProperty("name"), second.GetProperty("items")[0].GetProperty("name")));
        var station = await brand.NewSite(id, "Station");
        await brand.Api.PostAsJsonAsync($"/api/v1/companies/{id}/sites", new { name = "STATION" }).Expect(HttpStatusCode.UnprocessableEntity);
        await brand.Api.DeleteAsync($"/api/v1/companies/{id}/sites/{station}").Expect(HttpStatusCode.OK);
        Assert.Equal(0, (await brand.Api.GetAsync($"/api/v1/companies/{id}/sites").Expect(HttpStatusCode.OK)).GetProperty("items").GetArrayLength());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Pasted_serials_are_answered_line_by_line_and_nothing_is_lost_on_a_bad_one(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", "gtin,serial\n" + string.Join('\n', Enumerable.Range(1, 6).Select(n => $"{gtin},FLEET{n}")));
        var console = await ConsoleClient.SignIn(brand);
        using var recorded = await console.Send("/admin/companies/new", "/admin/companies", new() { ["name"] = "Rossi Restaurants", ["country"] = "DE" });
        var path = recorded.Headers.Location!.ToString().Split('?')[0];
        var company = path.Split('/')[^1];
        await brand.NewSite(company, "Station");
        using var invited = await console.Send(path, path + "/users", new() { ["email"] = "ada@example.com", ["role"] = "admin" });
        Assert.Equal(HttpStatusCode.Redirect, invited.StatusCode);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = "FLEET5", email = "stranger@example.com" }).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = "FLEET4", email = "ada@example.com" }).Expect(HttpStatusCode.Created);
        var other = await brand.NewCompany("Acme Rental");
        await brand.Invite(other, "ada@example.com", "member");
        await brand.Place(other, new { gtin, serial = "FLEET6" });

        var paste = $"gtin;serial;site;purchased_on\n{gtin};FLEET1;station;2024-05-01\n;FLEET2;;\n{gtin};NOSUCH;;\n{gtin};FLEET3;Nowhere;\n{gtin};FLEET4;;\n{gtin};FLEET5;;\n{gtin};FLEET6;;\nhttps://id.example.com/01/{gtin}/21/FLEET1";
        var said = await (await console.Send(path, path + "/units", new() { ["units"] = paste })).Text(HttpStatusCode.OK);
        Assert.Contains("3 added · 1 as it was · 4 refused", said);
        foreach (var why in (string[])["No unit has this serial", "The company has no site “Nowhere”", "somebody who does not act for the company", "fleet of another company"]) Assert.Contains(why, said);
        var left = TextArea().Match(said).Groups["text"].Value.Trim();
        Assert.Equal($"gtin;serial;site;purchased_on\n{gtin};NOSUCH;;\n{gtin};FLEET3;Nowhere;\n{gtin};FLEET5;;\n{gtin};FLEET6;;", left.ReplaceLineEndings("\n"));
        Assert.Equal("FLEET1 FLEET2 FLEET4", (await brand.Fleet(company)).Texts("serial"));

        var again = await brand.Place(company, new { gtin, serial = "FLEET1", site = "Station" }, new { gtin, serial = "FLEET2", site = "STATION" });
        Assert.Equal((1, 1), (again.GetProperty("unchanged").GetInt32(), again.GetProperty("moved").GetInt32()));
        var ada = (await brand.Owner("ada@example.com"))!.Value;
        Assert.Equal("FLEET1 FLEET2 FLEET4 FLEET6", ada.GetProperty("units").EnumerateArray().Texts("serial"));       // who was named is the contact
        Assert.Contains("Rossi Restaurants", await console.Text("/admin/owners?open=" + ada.GetProperty("id").GetString()));
        await brand.Api.DeleteAsync($"/api/v1/companies/{company}/units/{(await brand.Fleet(company))[0].GetProperty("registration").GetString()}").Expect(HttpStatusCode.OK);
        Assert.Equal((2, 5), ((await brand.Fleet(company)).Count, (await brand.Registrations()).Count));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_fleet_tells_how_old_it_is_and_whose_cover_ends_soon(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel(warrantyMonths: 24);
        await brand.Import("units", "gtin,serial,produced_on\n" + string.Join('\n', Enumerable.Range(1, 7).Select(n => $"{gtin},A{n},{(n == 7 ? "2015-01-01" : "")}")));
        var company = await brand.NewCompany();
        var station = await brand.NewSite(company, "Station");
        await brand.Invite(company, "ada@example.com", "admin");
        var today = TimeProvider.System.GetUtcNow().UtcDateTime;
        string Before(int days) => today.AddDays(-days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await brand.Place(company, new { gtin, serial = "A1", site = "Station", purchasedOn = Before(10) }, new { gtin, serial = "A2", site = "Station", purchasedOn = Before(700) }, new { gtin, serial = "A3", purchasedOn = Before(1200) },
            new { gtin, serial = "A4", purchasedOn = Before(2000) }, new { gtin, serial = "A5", purchasedOn = Before(4000) }, new { gtin, serial = "A6" }, new { gtin, serial = "A7" });

        var ageing = await brand.Api.GetAsync($"/api/v1/companies/{company}/ageing").Expect(HttpStatusCode.OK);
        Assert.Equal("2 1 1 1 2", string.Join(' ', ageing.GetProperty("ages").EnumerateArray().Select(b => b.GetProperty("units").GetInt32())));
        Assert.Equal("Station: 1 1 0 0 0", "Station: " + string.Join(' ', ageing.GetProperty("sites")[0].GetProperty("ages").EnumerateArray().Select(b => b.GetProperty("units").GetInt32())));
        Assert.Equal("A2", ageing.GetProperty("ending").EnumerateArray().Texts("serial"));
        Assert.Equal(("A2", "A1 A2"), ((await brand.Fleet(company, "&endingWithin=90")).Texts("serial"), (await brand.Fleet(company, $"&site={station}")).Texts("serial")));

        var console = await ConsoleClient.SignIn(brand);
        Assert.Contains("8 years and more", await console.Text($"/admin/companies/{company}"));
        var oldest = await console.Text($"/admin/fleet.csv?company={company}&order=age");
        Assert.Equal("A7 A5 A4 A3 A2 A1 A6", string.Join(' ', Serials().Matches(oldest).Select(m => m.Value[..^1])));
        Assert.Equal("A7 A5", string.Join(' ', Serials().Matches(await console.Text($"/admin/fleet.csv?company={company}&age=4&order=age")).Select(m => m.Value[..^1])));
        await console.Text($"/admin/fleet?company={company}&age=4&ending=90");
    }

    [GeneratedRegex("<textarea[^>]*name=\"units\"[^>]*>(?<text>[^<]*)<", RegexOptions.ExplicitCapture, 1000)] private static partial Regex TextArea();
    [GeneratedRegex("^A\\d,", RegexOptions.Multiline, 1000)] private static partial Regex Serials();
}
