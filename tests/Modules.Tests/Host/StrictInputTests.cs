using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace Nameplate.Tests.Host;

/// <summary>What the API does not know it refuses, by name.</summary>
public class StrictInputTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_field_that_is_not_known_is_refused_by_name(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        foreach (var (path, json, field) in new[] { ("registrations", """{"gtin":"09506000134352","purchasedAt":"2026-01-01"}""", "purchasedAt"), ("orders", """{"shipTo":{"zip":"1"}}""", "zip") })
        {
            var problem = await brand.Api.PostAsync("/api/v1/" + path, new StringContent(json, Encoding.UTF8, "application/json")).Expect(HttpStatusCode.BadRequest);
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
            Assert.DoesNotContain("Nameplate.", problem.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_country_or_currency_that_does_not_exist_is_refused(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        foreach (var (call, field) in new[]
        {
            (brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial, email = "ada@example.com", country = "UK" }), "country"),
            (brand.Api.PatchAsJsonAsync($"/api/v1/units/{gtin}/{serial}", new { market = "EU" }), "market"),
            (brand.Api.PostAsJsonAsync($"/api/v1/products/{gtin}/mints", new { count = 1, market = "ZZ" }), "market"),
            (brand.Api.PostAsJsonAsync("/api/v1/products", new { gtin, name = "x", model = "x", category = "x", listPrice = 1, currency = "EUX" }), "currency"),
            (brand.Api.PostAsJsonAsync("/api/v1/parts", new { sku = "X", name = "x", kind = "part", price = 1, currency = "XXX" }), "currency"),
        }) Assert.True((await call.Expect(HttpStatusCode.UnprocessableEntity)).GetProperty("errors").TryGetProperty(field, out _), field);

        Assert.Equal(1, (await brand.Import("units", $"gtin,serial,market\n{gtin},B1,UK\n{gtin},B2,GB\n")).GetProperty("refused").GetInt64());
    }
}
