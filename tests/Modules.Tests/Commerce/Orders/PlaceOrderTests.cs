using System.Net;
using System.Net.Http.Json;

namespace Nameplate.Tests.Commerce.Orders;

public class PlaceOrderTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Fifty_people_after_the_last_five_and_five_get_one(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (sku, other) = (await brand.NewPart(null, stock: 5), await brand.NewPart(null, stock: 100));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => brand.Api.PostAsJsonAsync("/api/v1/orders", new
        {
            // both parts, in either order: nobody may wait for somebody who waits for them
            email = $"buyer{n}@example.com", lines = (n % 2 == 0 ? new[] { sku, other } : [other, sku]).Select(s => new { sku = s, quantity = 1 }),
            shipTo = new { name = "Ada", line1 = "Allee 1", city = "Berlin", postalCode = "10437", country = "DE" }, payment = "invoice",
        })));

        foreach (var answer in answers.Where(a => a.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.Conflict))) Assert.Fail($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal((0, 95), (await brand.StockOf(sku), await brand.StockOf(other)));
        Assert.Equal(5, (await brand.EventsOf("commerce.orders-placed", 5)).Count);
        var problem = await answers.First(a => a.StatusCode == HttpStatusCode.Conflict).Json();
        Assert.Equal((sku, 0), (problem.GetProperty("sku").GetString(), problem.GetProperty("left").GetInt32()));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_same_key_again_is_the_same_order_also_at_the_same_moment(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var sku = await brand.NewPart(null, stock: 10);

        var references = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders") { Content = JsonContent.Create(Shelf.OrderOf(sku)) };
            request.Headers.Add("Idempotency-Key", "order-1");
            return (await brand.Api.SendAsync(request).Expect(HttpStatusCode.Created)).GetProperty("orderRef").GetString();
        }));

        Assert.Single(references.Distinct());
        Assert.Equal(9, await brand.StockOf(sku));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_does_not_fit_the_unit_is_refused_by_name(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        var (fits, doesNot) = (await brand.NewPart(gtin), await brand.NewPart(null));

        var problem = await brand.Api.PostAsJsonAsync("/api/v1/orders", Shelf.OrderOf(doesNot, gtin: gtin, serial: serial)).Expect(HttpStatusCode.UnprocessableEntity);
        await brand.Api.PostAsJsonAsync("/api/v1/orders", Shelf.OrderOf(fits, gtin: gtin, serial: serial)).Expect(HttpStatusCode.Created);

        Assert.Contains(doesNot, problem.GetProperty("errors").GetProperty("lines[0].sku")[0].GetString());
        var timeline = await brand.Api.GetStringAsync($"/api/v1/units/{gtin}/{serial}/timeline");
        Assert.Contains(fits, timeline);
        Assert.DoesNotContain("Ada", timeline);
        Assert.DoesNotContain("ada@", timeline);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Each_wrong_field_is_named_with_the_remedy(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gone = await brand.NewPart(null, availableUntil: "2020-01-01");

        var problem = await brand.Api.PostAsJsonAsync("/api/v1/orders", new { email = "nobody", lines = new[] { new { sku = gone, quantity = 0 } }, shipTo = new { name = "", line1 = "x", city = "x", postalCode = "1", country = "US" }, payment = "card" }).Expect(HttpStatusCode.UnprocessableEntity);
        var late = await brand.Api.PostAsJsonAsync("/api/v1/orders", Shelf.OrderOf(gone)).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["email", "lines[0].quantity", "payment", "shipTo.country", "shipTo.name"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Contains("2020-01-01", late.GetProperty("detail").GetString());
    }
}
