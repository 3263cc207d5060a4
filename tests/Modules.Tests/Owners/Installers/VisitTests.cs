using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests.Owners.Installers;

public class VisitTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_installer_registers_several_units_for_the_householder_and_one_bad_row_holds_up_no_other(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (gtin, twin) = (await brand.NewModel("Boiler"), await brand.NewModel("Pump"));
        await brand.Import("units", $"gtin,serial\n{gtin},VB0ILER1\n{gtin},VB0ILER2\n{gtin},VTWIN\n{twin},VTWIN\n{twin},VTAKEN\n{twin},VPUMP\n");
        await brand.Api.PutAsJsonAsync($"/api/v1/products/{gtin}/registering", new { registerWithinDays = 60 }).Expect(HttpStatusCode.OK);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin = twin, serial = "VTAKEN", email = "other@example.com" }).Expect(HttpStatusCode.Created);
        var added = await brand.Api.PostAsJsonAsync("/api/v1/installers", new { name = "Jo Miller", company = "Miller Heating", email = "jo@miller.example" }).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/installers", new { name = "", email = "jo" }).Expect(HttpStatusCode.UnprocessableEntity);
        var (page, id) = (new Uri(added.GetProperty("link").GetString()!).AbsolutePath, added.GetProperty("id").GetString());
        using var phone = server.Visitor();
        Assert.Contains("within 60 days", await (await phone.GetAsync(page)).Text(HttpStatusCode.OK));
        var (today, email) = (TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"holder-{brand.Brand.Slug}@example.com");

        var wrong = await (await Visit("nobody", today, "VB0ILER1")).Text(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("value=\"VB0ILER1\"", wrong);      // nothing typed is lost
        Assert.DoesNotContain(await brand.Registrations(), r => r.GetProperty("channel").GetString() == "installer");
        var mixed = await (await Visit(email, today, "vb0iler1", "VBOILER2", "VTWIN", "VTAKEN", "NOBODYS")).Text(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("1 unit is registered", mixed);
        Assert.Contains("4 units need another look", mixed);
        Assert.Contains("value=\"VB0ILER2\"", mixed);      // what was probably meant stands ready
        Assert.Contains("more than one product", mixed);
        Assert.Contains("In time for the longer guarantee", mixed);
        Assert.DoesNotContain("other@example.com", mixed);
        var rest = await (await Visit(email, today, "vb0iler1", "VB0ILER2", $"{twin} VTWIN", $"https://id.example.com/01/{twin}/21/VPUMP")).Text(HttpStatusCode.OK);
        Assert.Contains("4 units are registered", rest);

        var mine = (await brand.Registrations()).Where(r => r.GetProperty("email").GetString() == email).ToList();
        Assert.Equal(["VB0ILER1", "VB0ILER2", "VPUMP", "VTWIN"], mine.Select(r => r.GetProperty("serial").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(mine, r => Assert.Equal(("installer", JsonValueKind.Null), (r.GetProperty("channel").GetString(), r.GetProperty("confirmedAt").ValueKind)));
        var mails = await brand.Mails(email);
        Assert.Equal(4, mails.Count(m => m.Kind == "owners.confirm"));
        Assert.All(mails, m => Assert.Contains("/warranty", m.Text));      // the certificate
        Assert.Equal("", await brand.ConsentSteps(email));
        using (await brand.SignedIn(email)) { }
        Assert.Contains(await brand.Registrations(), r => r.GetProperty("email").GetString() == email && r.GetProperty("confirmedAt").ValueKind == JsonValueKind.String);

        var item = (await brand.Api.GetAsync("/api/v1/installers").Expect(HttpStatusCode.OK)).GetProperty("items")[0];
        Assert.Equal(4, item.GetProperty("units").GetInt32());
        var staff = await ConsoleClient.SignIn(brand);
        Assert.Contains("Miller Heating", await staff.Text("/admin/installers"));
        using (var relinked = await staff.Send($"/admin/installers/{id}", $"/admin/installers/{id}/link", [])) Assert.Contains("/visit/", await relinked.Text(HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.Gone, (await phone.GetAsync(page)).StatusCode);

        async Task<HttpResponseMessage> Visit(string to, string day, params string[] units)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent([new("email", to), new("name", "Ada"), new("installedOn", day), .. units.Select(u => KeyValuePair.Create("unit", u)), new("unit", "")]) };
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            return await phone.SendAsync(request);
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_visit_over_the_API_says_what_became_of_each_unit_and_twice_changes_nothing(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial\n{gtin},API0\n");
        object visit = new { email = "ada@example.com", installedOn = "2026-03-01", country = "DE", units = new object[] { new { serial = "API0" }, new { gtin, serial = "APIO" }, new { serial = "NONE" } } };
        var first = await brand.Api.PostAsJsonAsync("/api/v1/visits", visit).Expect(HttpStatusCode.OK);
        Assert.Equal((1, 2, "registered"), (first.GetProperty("registered").GetInt32(), first.GetProperty("open").GetInt32(), first.GetProperty("units")[0].GetProperty("state").GetString()));
        Assert.Equal(("unknown", "API0"), (first.GetProperty("units")[1].GetProperty("state").GetString(), first.GetProperty("units")[1].GetProperty("didYouMean").GetString()));
        var second = await brand.Api.PostAsJsonAsync("/api/v1/visits", visit).Expect(HttpStatusCode.OK);
        Assert.Equal("already_theirs", second.GetProperty("units")[0].GetProperty("state").GetString());
        await brand.Api.PostAsJsonAsync("/api/v1/visits", new { email = "ada", installedOn = "2099-03-01", units = Array.Empty<object>() }).Expect(HttpStatusCode.UnprocessableEntity);
        await brand.Api.PostAsJsonAsync("/api/v1/visits", new { installer = Guid.CreateVersion7(), email = "ada@example.com", installedOn = "2026-03-01", units = new[] { new { serial = "API0" } } }).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Single(await brand.Registrations());
    }
}
