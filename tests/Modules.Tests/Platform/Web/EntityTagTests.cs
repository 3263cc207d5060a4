using System.Net;
using System.Net.Http.Json;
using Nameplate.Tests.Commerce;

namespace Nameplate.Tests.Platform.Web;

/// <summary>What the API shows carries a tag: asked again it costs nothing, and a change is made on the state that was read.</summary>
public class EntityTagTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_did_not_change_is_not_sent_again(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var path = "/api/v1/products/" + gtin;
        using var first = await brand.Api.GetAsync(path);
        var tag = first.Headers.ETag!.ToString();
        using var again = await Send(brand, HttpMethod.Get, path, ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, tag, ""), (again.StatusCode, again.Headers.ETag!.ToString(), await again.Content.ReadAsStringAsync()));

        await brand.Api.PostAsJsonAsync("/api/v1/products", new { gtin, name = "Brew Two", model = "B-2", category = "espresso" }).Expect(HttpStatusCode.OK);
        using var changed = await Send(brand, HttpMethod.Get, path, ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag!.ToString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_change_of_a_state_that_is_gone_is_refused(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var path = $"/api/v1/units/{gtin}/{await brand.NewUnit(gtin)}";
        using var read = await brand.Api.GetAsync(path);
        var tag = read.Headers.ETag!.ToString();
        using var first = await Send(brand, HttpMethod.Patch, path, ("If-Match", "W/" + tag), new { firmware = "1.1" });
        using var stale = await Send(brand, HttpMethod.Patch, path, ("If-Match", tag), new { firmware = "1.2" });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (first.StatusCode, stale.StatusCode));
        Assert.Contains("Read it again", (await stale.Json()).GetProperty("detail").GetString());
        using var next = await Send(brand, HttpMethod.Patch, path, ("If-Match", first.Headers.ETag!.ToString()), new { firmware = "1.2" });      // the answer carries the new tag
        using var any = await Send(brand, HttpMethod.Patch, path, ("If-Match", "*"), new { lot = "L1" });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (next.StatusCode, any.StatusCode));

        var sku = await brand.NewPart(null, stock: 10);
        using var part = await brand.Api.GetAsync("/api/v1/parts/" + sku);
        await brand.Order(sku);
        using var counted = await Send(brand, HttpMethod.Put, $"/api/v1/parts/{sku}/stock", ("If-Match", part.Headers.ETag!.ToString()), new { onHand = 10 });
        Assert.Equal((HttpStatusCode.PreconditionFailed, 9), (counted.StatusCode, await brand.StockOf(sku)));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_is_recorded_anew_may_name_the_state_it_was_made_on(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (gtin, sku) = (await brand.NewModel(), await brand.NewPart(null, stock: 10));
        foreach (var (path, list, first, second, unknown) in ((string, string, object, object, object)[])
        [
            ($"/api/v1/products/{gtin}", "/api/v1/products", new { gtin, name = "Two", model = "B", category = "c" }, new { gtin, name = "Three", model = "B", category = "c" }, new { gtin = BrandClient.NewGtin(), name = "New", model = "B", category = "c" }),
            ($"/api/v1/parts/{sku}", "/api/v1/parts", new { sku, name = "Two", kind = "part", price = 2m, currency = "EUR" }, new { sku, name = "Three", kind = "part", price = 3m, currency = "EUR" }, new { sku = sku + "-NEW", name = "New", kind = "part", price = 1m, currency = "EUR" }),
        ])
        {
            using var read = await brand.Api.GetAsync(path);
            var tag = read.Headers.ETag!.ToString();
            using var taken = await Send(brand, HttpMethod.Post, list, ("If-Match", tag), first);
            using var stale = await Send(brand, HttpMethod.Post, list, ("If-Match", tag), second);
            using var next = await Send(brand, HttpMethod.Post, list, ("If-Match", taken.Headers.ETag!.ToString()), second);
            using var none = await Send(brand, HttpMethod.Post, list, ("If-Match", "*"), unknown);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (taken.StatusCode, stale.StatusCode, next.StatusCode, none.StatusCode));
            Assert.Equal("Three", (await brand.Api.GetAsync(path).Expect(HttpStatusCode.OK)).GetProperty("name").GetString());
            using var now = await brand.Api.GetAsync(path);
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Send(brand, HttpMethod.Post, list, ("If-Match", now.Headers.ETag!.ToString()), first)));
            Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Of_many_who_change_the_same_state_one_succeeds(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var path = $"/api/v1/units/{gtin}/{await brand.NewUnit(gtin)}";
        using var read = await brand.Api.GetAsync(path);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Send(brand, HttpMethod.Patch, path, ("If-Match", read.Headers.ETag!.ToString()), new { firmware = "v" + i })));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(11, answers.Count(a => a.StatusCode == HttpStatusCode.PreconditionFailed));

        await Task.WhenAll(brand.Api.PatchAsJsonAsync(path, new { lot = "L9" }), brand.Api.PatchAsJsonAsync(path, new { market = "FR" }));      // two fields at once: none is lost
        var unit = await brand.Api.GetAsync(path).Expect(HttpStatusCode.OK);
        Assert.Equal(("L9", "FR"), (unit.GetProperty("lot").GetString(), unit.GetProperty("market").GetString()));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Head_answers_as_get_without_the_body(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        foreach (var path in new[] { "/api/v1/products/" + gtin, "/api/v1/products", "/api/v1/orders/none", $"/api/v1/products/{gtin}/mints", "/openapi/v1.json", "/api" })
        {
            using var get = await brand.Api.GetAsync(path);
            using var head = await Send(brand, HttpMethod.Head, path, null);
            Assert.Equal((get.StatusCode, get.Content.Headers.ContentType, get.Headers.ETag), (head.StatusCode, head.Content.Headers.ContentType, head.Headers.ETag));
            Assert.Equal("", await head.Content.ReadAsStringAsync());
        }
    }

    static async Task<HttpResponseMessage> Send(BrandClient brand, HttpMethod method, string path, (string Name, string Value)? header, object? input = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = input is null ? null : JsonContent.Create(input) };
        if (header is { } h) Assert.True(request.Headers.TryAddWithoutValidation(h.Name, h.Value));
        return await brand.Api.SendAsync(request);
    }
}
