using System.Net;
using System.Net.Http.Json;

namespace Nameplate.Tests.Products.Codes;

public class VoidAndReprintTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_void_code_says_so_to_who_scans_it_and_leaves_a_trace(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        var (visitor, code) = (server.Visitor(), $"/api/v1/codes/{gtin}/{serial}");

        await brand.Api.PostAsJsonAsync(code + "/voiding", new { reason = " " }).Expect(HttpStatusCode.UnprocessableEntity);
        var voided = await brand.Api.PostAsJsonAsync(code + "/voiding", new { reason = "Found on copies" }).Expect(HttpStatusCode.OK);
        await brand.Api.PostAsJsonAsync(code + "/voiding", new { reason = "Again" }).Expect(HttpStatusCode.Conflict);

        Assert.Equal(("void", "Found on copies"), (voided.GetProperty("state").GetString(), voided.GetProperty("reason").GetString()));
        foreach (var page in (string[])["", "/check", "/warranty"])
        {
            using var answer = await visitor.GetAsync($"/p/{gtin}/{serial}{page}");
            Assert.Equal((page, HttpStatusCode.Gone), (page, answer.StatusCode));
            Assert.Contains("This label was withdrawn", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.TemporaryRedirect, (await visitor.GetAsync($"/01/{gtin}/21/{serial}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}")).StatusCode);
        Assert.Contains("Found on copies", await brand.Api.GetStringAsync($"/api/v1/units/{gtin}/{serial}/timeline"), StringComparison.Ordinal);
        await brand.Server.CaughtUp();
        Assert.Contains("products.code-voided", await brand.Api.GetStringAsync("/api/v1/events?limit=1000"), StringComparison.Ordinal);
        Assert.Contains("products.label-code", await (await ConsoleClient.SignIn(brand)).Text("/admin/settings/audit"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_reprint_keeps_the_code_or_replaces_it_and_the_owner_is_led_by_the_new_one(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        var (visitor, console, unit) = (server.Visitor(), await ConsoleClient.SignIn(brand), $"/admin/units/{gtin}/{serial}");

        using var same = await console.Send(unit, unit + "/reprint", new() { ["reason"] = "Torn" });
        Assert.Contains("done=reprinted", same.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal("bound", (await brand.Api.GetAsync($"/api/v1/codes/{gtin}/{serial}").Expect(HttpStatusCode.OK)).GetProperty("state").GetString());
        using var fresh = await console.Send(unit, unit + "/reprint", new() { ["reason"] = "Copied", ["fresh"] = "true" });
        Assert.Contains("done=freshLabel", fresh.Headers.Location?.ToString(), StringComparison.Ordinal);

        var link = (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}").Expect(HttpStatusCode.OK)).GetProperty("digitalLink").GetString()!;
        Assert.DoesNotContain(serial, link, StringComparison.Ordinal);
        using var scan = await visitor.GetAsync(new Uri(link).AbsolutePath);
        var page = await visitor.GetStringAsync(new Uri(scan.Headers.Location!.ToString()).AbsolutePath);
        Assert.DoesNotContain($"/p/{gtin}/{serial}", page, StringComparison.Ordinal);      // its links would end at the void code
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync($"/p/{gtin}/{serial}")).StatusCode);
        var life = await brand.Api.GetStringAsync($"/api/v1/units/{gtin}/{serial}/timeline");
        foreach (var kind in (string[])["label_reprinted", "code_voided", "code_bound"]) Assert.Contains(kind, life, StringComparison.Ordinal);
        await brand.Api.PostAsJsonAsync($"/api/v1/codes/{gtin}/{serial}/reprint", new { reason = "Torn" }).Expect(HttpStatusCode.Conflict);
        Assert.Contains("Copied", await console.Text(unit), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Many_at_once_void_a_code_once_and_the_others_hear_why(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var (voided, replaced) = (await brand.NewUnit(gtin), await brand.NewUnit(gtin));

        var voidings = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => brand.Api.PostAsJsonAsync($"/api/v1/codes/{gtin}/{voided}/voiding", new { reason = "Found on copies" })));
        var reprints = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => brand.Api.PostAsJsonAsync($"/api/v1/codes/{gtin}/{replaced}/reprint", new { reason = "Copied", fresh = true })));

        Assert.Single(voidings, a => a.StatusCode == HttpStatusCode.OK);
        Assert.All(voidings.Concat(reprints), a => Assert.True(a.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, a.ToString()));
        Assert.Contains(reprints, a => a.StatusCode == HttpStatusCode.OK);
    }
}
