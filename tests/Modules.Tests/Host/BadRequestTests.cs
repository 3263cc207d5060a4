using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Nameplate.Tests.Host;

/// <summary>Input that cannot be read is answered with problem+json that names the field and the remedy, never with a 500.</summary>
public class BadRequestTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_value_of_the_wrong_type_names_its_field_and_nothing_of_our_insides(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        foreach (var (path, json, field) in new[]
        {
            ("products", """{"gtin":1}""", "gtin"), ("products", """{"warrantyMonths":1.5}""", "warrantyMonths"), ("products", """{"name":"a\u0000b"}""", "name"),
            ("orders", """{"lines":[{"sku":"F-1","quantity":"2"}]}""", "lines[0].quantity"),
        })
        {
            var problem = await Post(brand, path, json).Expect(HttpStatusCode.BadRequest);
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
            Assert.DoesNotContain("Nameplate.", problem.ToString(), StringComparison.Ordinal);
        }
        Assert.True((await brand.Api.GetAsync("/api/v1/products?limit=many").Expect(HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty("limit", out _));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_cannot_be_read_is_a_problem_with_a_remedy(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        foreach (var body in new[] { "", "null", "[]", "{\"gtin\":" }) Assert.NotEmpty((await Post(brand, "products", body).Expect(HttpStatusCode.BadRequest)).GetProperty("detail").GetString()!);
        foreach (var type in new[] { "application/xml", "application/json; charset=latin-9x" })
            Assert.Contains("application/json", (await Post(brand, "products", "{}", type).Expect(HttpStatusCode.UnsupportedMediaType)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty((await brand.Api.DeleteAsync("/api/v1/products").Expect(HttpStatusCode.MethodNotAllowed)).GetProperty("detail").GetString()!);
        Assert.NotEmpty((await brand.Api.GetAsync("/api/v1/nothing").Expect(HttpStatusCode.NotFound)).GetProperty("detail").GetString()!);
        var gtin = await brand.NewModel();
        using var half = await brand.Api.PatchAsync($"/api/v1/units/{gtin}/{await brand.NewUnit(gtin)}", new StringContent("""{"market":"\ud800"}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, half.StatusCode);
        Assert.True((await Post(brand, "webhooks", """{"name":"Shop","url":"https://hooks.example.com","events":[null]}""").Expect(HttpStatusCode.UnprocessableEntity)).GetProperty("errors").TryGetProperty("events", out _));
        await brand.Api.PostAsync($"/p/{gtin}/{await brand.NewUnit(gtin)}/parts/x/order", new StringContent("%00%", Encoding.UTF8, "application/x-www-form-urlencoded")).Expect(HttpStatusCode.BadRequest);
        foreach (var doubled in new[] { Post(brand, "products", $$"""{"gtin":"{{gtin}}","name":"a","name":"b"}"""), brand.Api.PatchAsync($"/api/v1/products/{gtin}", new StringContent("""{"name":"a","name":"b"}""", Encoding.UTF8, "application/json")) })
            using (var answer = await doubled) Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed, $"{answer.StatusCode}");
        Assert.True((await Post(brand, "orders", """{"lines":[null]}""").Expect(HttpStatusCode.UnprocessableEntity)).GetProperty("errors").TryGetProperty("lines", out _));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_product_takes_only_amounts_and_addresses_that_can_be_kept_and_followed(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        foreach (var (field, value) in new (string, object)[] { ("listPrice", 79228162514264337593543950335m), ("listPrice", 1.23456m), ("currency", "euro"), ("manualUrl", "/\\example.com"), ("manualUrl", "javascript:alert(1)"), ("imageUrl", "/" + new string('x', 3000)) })
        {
            Dictionary<string, object> input = new() { ["gtin"] = gtin, ["name"] = "Brew", ["model"] = "B", ["category"] = "c", ["currency"] = "EUR", [field] = value };
            Assert.True((await brand.Api.PostAsJsonAsync("/api/v1/products", input).Expect(HttpStatusCode.UnprocessableEntity)).GetProperty("errors").TryGetProperty(field, out _), field);
        }
        await brand.Api.PostAsJsonAsync("/api/v1/products", new { gtin, name = "Brew", model = "B", category = "c", currency = "EUR", listPrice = 499.50m }).Expect(HttpStatusCode.OK);
        Assert.Equal("499.5", (await brand.Api.GetAsync("/api/v1/products/" + gtin).Expect(HttpStatusCode.OK)).GetProperty("listPrice").GetRawText());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Only_import_files_may_be_large(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var lines = new StringBuilder("gtin,serial,note\n").Append(CultureInfo.InvariantCulture, $"{gtin},A1,\"").Append('x', 900_000);
        for (var i = 0; i < 12; i++) lines.Append(CultureInfo.InvariantCulture, $"\"\n{gtin},B{i},\"").Append('x', 900_000);
        Assert.Equal(13, (await brand.Import("units", lines.Append("\"\n").ToString())).GetProperty("added").GetInt64());

        using var large = new HttpRequestMessage(HttpMethod.Post, "/api/v1/products") { Content = new StringContent(new string(' ', 9 << 20) + "{}", Encoding.UTF8, "application/json") };
        large.Headers.ExpectContinue = true;      // the server refuses before the body is sent
        await brand.Api.SendAsync(large).Expect(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task The_reference_knows_text_and_amounts()
    {
        using var visitor = (await servers.On("sqlite")).Visitor();
        var product = (await visitor.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("components").GetProperty("schemas").GetProperty("ProductModel").GetProperty("properties");
        Assert.Contains("string", product.GetProperty("gtin").GetProperty("type").ToString(), StringComparison.Ordinal);
        Assert.Contains("number", product.GetProperty("listPrice").GetProperty("type").ToString(), StringComparison.Ordinal);
    }

    static Task<HttpResponseMessage> Post(BrandClient brand, string path, string body, string type = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return brand.Api.PostAsync("/api/v1/" + path, content);
    }
}
