using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests.Platform.Audit;

public class AuditTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_change_in_the_console_tells_who_from_where_and_the_values_before_and_after(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel("Brew One");
        var console = await ConsoleClient.SignIn(brand);
        using var saved = await console.Send($"/admin/products/{gtin}/edit", $"/admin/products/{gtin}/edit", new() { ["name"] = "Brew Two", ["model"] = "B-1", ["category"] = "espresso", ["warrantyMonths"] = "24" });
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);

        var entry = (await Entries(brand)).Single(e => e.GetProperty("subject").GetString() == "products.model" && e.GetProperty("change").GetString() == "changed");
        Assert.Equal("staff", entry.GetProperty("caller").GetString());
        Assert.True(Guid.TryParse(entry.GetProperty("callerId").GetString(), out _));
        Assert.Equal("127.0.0.0/24", entry.GetProperty("network").GetString());
        Assert.Equal("POST /admin/products/{gtin}/edit", entry.GetProperty("route").GetString());
        Assert.Equal(gtin, entry.GetProperty("subjectId").GetString());
        Assert.Equal("Brew One", entry.GetProperty("before").GetProperty("name").GetString());
        Assert.Equal("Brew Two", entry.GetProperty("after").GetProperty("name").GetString());
        Assert.False(entry.GetProperty("after").TryGetProperty("model", out _), "a value that did not change");
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Nothing_that_names_a_person_or_opens_a_door_is_written_down(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.Api.PostAsJsonAsync("/api/v1/parts", new { sku = "FLT-1", name = "Filter", kind = "part", price = 24.5m, currency = "EUR", stock = 9 }).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial, email = "marker-ada@example.com", name = "Marker Lovelace", consents = (string[])["marketing"] }).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/orders", new { email = "marker-bob@example.com", payment = "invoice", lines = new[] { new { sku = "FLT-1", quantity = 1 } }, shipTo = new { name = "Marker Babbage", line1 = "Markerstrasse 1", postalCode = "99marker", city = "Markerburg", country = "DE" } }).Expect(HttpStatusCode.Created);
        var owner = (await brand.Api.GetAsync("/api/v1/owners").Expect(HttpStatusCode.OK)).GetProperty("items")[0].GetProperty("id").GetString();
        var console = await ConsoleClient.SignIn(brand);
        using var corrected = await console.Send($"/admin/owners/{owner}", $"/admin/owners/{owner}", new() { ["name"] = "Marker Byron", ["email"] = "marker-byron@example.com" });
        Assert.Equal(HttpStatusCode.Found, corrected.StatusCode);
        using var issued = await console.Send("/admin/settings/keys", "/admin/settings/keys", new() { ["name"] = "till" });

        var entries = await Entries(brand);
        Assert.Contains(entries, e => e.GetProperty("subject").GetString() == "owners.person" && e.GetProperty("after").GetProperty("email").GetString() == "•••" && e.GetProperty("change").GetString() == "changed");
        Assert.Contains(entries, e => e.GetProperty("subject").GetString() == "commerce.order");
        var all = string.Concat(entries.Select(e => e.GetRawText()));
        Assert.DoesNotContain("marker", all, StringComparison.OrdinalIgnoreCase);
        foreach (var secret in (string[])["keyHash", "tokenHash", "trackToken", "passwordHash"]) Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("marker", await console.Text("/admin/settings/audit.csv"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("marker", string.Concat((await Events(brand)).Select(e => e.GetRawText())), StringComparison.OrdinalIgnoreCase);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Every_call_that_may_change_something_leaves_an_entry_and_a_refused_one_none(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Api.PostAsJsonAsync("/api/v1/parts", new { sku = "FLT-1", name = "Filter", kind = "part", price = 24.5m, currency = "EUR", stock = 9 }).Expect(HttpStatusCode.Created);
        var before = (await Entries(brand)).Count;
        await brand.Api.PostAsJsonAsync("/api/v1/products", new { gtin = "123" }).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(before, (await Entries(brand)).Count);

        await brand.Api.PutAsJsonAsync("/api/v1/parts/FLT-1/stock", new { onHand = 4 }).Expect(HttpStatusCode.OK);
        var counted = (await Entries(brand))[^1];
        Assert.Equal((9, 4), (counted.GetProperty("before").GetProperty("onHand").GetInt32(), counted.GetProperty("after").GetProperty("onHand").GetInt32()));

        await brand.Api.PutAsJsonAsync("/api/v1/parts/FLT-1/stock", new { onHand = 4 }).Expect(HttpStatusCode.OK);      // changes nothing, and was a call all the same
        var call = (await Entries(brand))[^1];
        Assert.Equal(("none", "key"), (call.GetProperty("change").GetString(), call.GetProperty("caller").GetString()));
        await brand.Api.PostAsJsonAsync($"/api/v1/products/{gtin}/mints", new { count = 1 }).Expect(HttpStatusCode.Accepted);
        Assert.Contains(await Entries(brand), e => e.GetProperty("subject").GetString() == "products.mint");
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_console_finds_a_change_by_what_was_changed_and_pages_and_exports_what_it_found(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var other = await (await servers.On(storage)).NewBrand();
        for (var i = 0; i < 60; i++) await brand.Api.PostAsJsonAsync("/api/v1/parts", new { sku = $"P-{i:00}", name = "Part", kind = "part", price = 1m, currency = "EUR" }).Expect(HttpStatusCode.Created);
        var console = await ConsoleClient.SignIn(brand);

        var first = await console.Text("/admin/settings/audit?subject=commerce.part");
        var next = WebUtility.HtmlDecode(first.Split("rel=\"next\" href=\"")[1].Split('"')[0]);
        var second = await console.Text(next);
        Assert.Equal(60, Enumerable.Range(0, 60).Count(i => first.Contains($"commerce.part P-{i:00}", StringComparison.Ordinal) ^ second.Contains($"commerce.part P-{i:00}", StringComparison.Ordinal)));

        var found = await console.Text("/admin/settings/audit?q=P-07");
        Assert.Contains("commerce.part P-07", found, StringComparison.Ordinal);
        Assert.DoesNotContain("P-08", found, StringComparison.Ordinal);
        Assert.Contains("P-07", await console.Text("/admin/settings/audit.csv?q=P-07"), StringComparison.Ordinal);
        Assert.Contains(await Entries(brand), e => e.GetProperty("route").GetString() == "GET /admin/settings/audit.csv");
        Assert.DoesNotContain("P-07", await (await ConsoleClient.SignIn(other)).Text("/admin/settings/audit"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_machine_reads_on_from_the_last_entry_it_saw(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        for (var i = 0; i < 5; i++) await brand.NewModel();
        await brand.Server.CaughtUp();
        var start = await brand.Api.GetAsync("/api/v1/audit?limit=3").Expect(HttpStatusCode.OK);
        Assert.Equal(3, start.GetProperty("items").GetArrayLength());
        var rest = await brand.Api.GetAsync($"/api/v1/audit?after={start.GetProperty("next").GetString()}").Expect(HttpStatusCode.OK);
        Assert.Equal((await Entries(brand)).Skip(3).Select(e => e.GetProperty("token").GetString()), rest.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("token").GetString()));
        await brand.Api.GetAsync("/api/v1/audit?after=nonsense").Expect(HttpStatusCode.UnprocessableEntity);
    }

    static async Task<List<JsonElement>> Entries(BrandClient brand)
    {
        await brand.Server.CaughtUp();      // what is committed comes into sight when older transactions have ended
        return [.. (await brand.Api.GetAsync("/api/v1/audit?limit=1000").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()];
    }

    static async Task<List<JsonElement>> Events(BrandClient brand)
    {
        await brand.Server.CaughtUp();
        return [.. (await brand.Api.GetAsync("/api/v1/events?limit=1000").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()];
    }
}
