using System.Net;

namespace Nameplate.Tests.Owners.Companies;

public class MyCompanyTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_admin_manages_a_member_registers_a_viewer_looks_and_nobody_else_sees_anything(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", "gtin,serial\n" + string.Join('\n', Enumerable.Range(1, 4).Select(n => $"{gtin},MYFLEET{n}")));
        var (company, other) = (await brand.NewCompany(), await brand.NewCompany("Acme Rental"));
        var at = $"/my/company/{company}";
        await brand.Invite(company, "ada@example.com", "admin");
        using var waiting = server.Visitor();
        Assert.Equal("/my", (await waiting.GetAsync(at)).Headers.Location?.ToString());
        using var admin = await brand.SignedIn("ada@example.com");
        using var member = await brand.Joined(company, "mel@example.com", "member");
        using var viewer = await brand.Joined(company, "vic@example.com", "viewer");
        using var stranger = await brand.Joined(other, "sam@example.com", "admin");
        var foreign = await server.NewBrand();
        var abroad = await foreign.NewCompany();
        using var foreigner = await foreign.Joined(abroad, "ada@example.com", "admin");
        Assert.Contains("Rossi Restaurants", await admin.GetStringAsync("/my"));

        // who does not belong to it is led away, whatever is asked
        await brand.Place(company, new { gtin, serial = "MYFLEET1" });
        foreach (var outsider in new[] { stranger, foreigner })
        {
            foreach (var page in (string[])["", "/units", "/units.csv", "/sites", "/users"]) Assert.Equal("/my", (await outsider.GetAsync(at + page)).Headers.Location?.ToString());
            foreach (var (page, field) in new[] { ("/sites", "name"), ("/users", "email"), ("/units", "unit"), ("/own-units", "unit"), ("/joining", "x") })
                Assert.Equal("/my", (await outsider.Send(at + page, new() { [field] = "eve@example.com" })).Headers.Location?.ToString());
        }

        // sites and where units are
        (await admin.Send(at + "/sites", new() { ["name"] = "Station", ["city"] = "München", ["country"] = "de" })).Dispose();
        var site = (await brand.Api.GetAsync($"/api/v1/companies/{company}/sites").Expect(HttpStatusCode.OK)).GetProperty("items")[0].GetProperty("id").GetString()!;
        var unnamed = await (await admin.Send(at + "/sites", new() { ["name"] = "", ["city"] = "Augsburg" })).Text(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Augsburg", unnamed);
        var unit = (await brand.Fleet(company))[0].GetProperty("registration").GetString()!;
        foreach (var powerless in new[] { viewer, member })
        {
            (await powerless.Send(at + "/sites", new() { ["name"] = "Airport" })).Dispose();
            (await powerless.Send($"{at}/sites/{site}", new() { ["remove"] = "yes" })).Dispose();
            (await powerless.Send(at + "/users", new() { ["email"] = "eve@example.com", ["role"] = "admin" })).Dispose();
            (await powerless.Send(at + "/units", new() { ["unit"] = unit, ["do"] = "out" })).Dispose();
            Assert.DoesNotContain("<form method=\"post\" action=\"" + at + "/sites", await powerless.GetStringAsync(at + "/sites"));
        }
        Assert.Equal((1, 1), ((await brand.Fleet(company)).Count, (await brand.Api.GetAsync($"/api/v1/companies/{company}/sites").Expect(HttpStatusCode.OK)).GetProperty("items").GetArrayLength()));
        Assert.Null(await brand.Owner("eve@example.com"));
        (await admin.Send(at + "/units", new() { ["unit"] = unit, ["site"] = site, ["do"] = "move" })).Dispose();
        Assert.Equal(site, (await brand.Fleet(company))[0].GetProperty("site").GetString());
        Assert.Contains("Station", await viewer.GetStringAsync(at + "/units"));
        Assert.Contains("MYFLEET1", await viewer.GetStringAsync(at + "/units.csv?site=" + site));

        // a site of another company is none of theirs
        var theirs = await brand.NewSite(other, "Depot");
        (await admin.Send(at + "/units", new() { ["unit"] = unit, ["site"] = theirs, ["do"] = "move" })).Dispose();
        Assert.Equal(site, (await brand.Fleet(company))[0].GetProperty("site").GetString());

        // own registrations join; somebody else's do not
        using var alone = server.Visitor();
        await alone.Receipt(gtin, "MYFLEET2", "mel@example.com");
        await alone.Receipt(gtin, "MYFLEET3", "sam@example.com");
        var all = await brand.Registrations();
        foreach (var registration in all) (await member.Send(at + "/own-units", new() { ["unit"] = registration.GetProperty("id").GetString()! })).Dispose();
        Assert.Equal("MYFLEET1 MYFLEET2", (await brand.Fleet(company)).Texts("serial"));

        // roles: the last admin stays, another may follow
        var ada = (await brand.Owner("ada@example.com"))!.Value.GetProperty("id").GetString()!;
        var mel = (await brand.Owner("mel@example.com"))!.Value.GetProperty("id").GetString()!;
        Assert.Contains("keeps at least one admin", await (await admin.Send($"{at}/users/{ada}", new() { ["remove"] = "yes" })).Text(HttpStatusCode.UnprocessableEntity));
        (await admin.Send($"{at}/users/{mel}", new() { ["role"] = "admin" })).Dispose();
        Assert.Equal("/my", (await admin.Send($"{at}/users/{ada}", new() { ["remove"] = "yes" })).Headers.Location?.ToString());
        Assert.Equal("/my", (await admin.GetAsync(at)).Headers.Location?.ToString());
        Assert.Contains("vic@example.com", await member.GetStringAsync(at + "/users"));
        Assert.DoesNotContain("mel@example.com", await viewer.GetStringAsync(at + "/users"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task On_a_units_page_who_acts_for_a_company_may_register_for_it(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", "gtin,serial\n" + string.Join('\n', Enumerable.Range(1, 4).Select(n => $"{gtin},FORFIRM{n}")));
        var company = await brand.NewCompany();
        var site = await brand.NewSite(company, "Station");
        using var member = await brand.Joined(company, "mel@example.com", "member");
        using var viewer = await brand.Joined(company, "vic@example.com", "viewer");
        using var nobody = brand.Server.Visitor();
        var chosen = $"{company}:{site}";
        Task<HttpResponseMessage> Register(HttpClient visitor, int n, string email) => visitor.Send($"/p/{gtin}/FORFIRM{n}/register", new() { ["email"] = email, ["for"] = chosen });

        Assert.Contains("Rossi Restaurants, Station", await member.GetStringAsync($"/p/{gtin}/FORFIRM1"));
        foreach (var without in new[] { viewer, nobody }) Assert.DoesNotContain("Rossi", await without.GetStringAsync($"/p/{gtin}/FORFIRM1"));
        Assert.Contains("your own address", await (await Register(member, 1, "other@example.com")).Text(HttpStatusCode.UnprocessableEntity));
        using var registered = await Register(member, 1, "mel@example.com");
        Assert.Equal(HttpStatusCode.Redirect, registered.StatusCode);
        (await Register(viewer, 2, "vic@example.com")).Dispose();
        (await Register(nobody, 3, "mel@example.com")).Dispose();

        var unit = Assert.Single(await brand.Fleet(company));
        Assert.Equal(("FORFIRM1", site), (unit.GetProperty("serial").GetString(), unit.GetProperty("site").GetString()));
        Assert.Equal(3, (await brand.Registrations()).Count);
    }
}
