using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Commerce.Orders;

public class OrderStepsTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_order_goes_from_placed_to_paid_to_shipped_and_no_other_way(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var sku = await brand.NewPart(null, stock: 4);
        var orderRef = (await brand.Order(sku, 2)).GetProperty("orderRef").GetString();
        Task<HttpResponseMessage> Step(string noun) => brand.Api.PostAsJsonAsync($"/api/v1/orders/{orderRef}/{noun}", new { tracking = "DHL 0034" });

        await Step("shipments").Expect(HttpStatusCode.Conflict);
        await Step("payment").Expect(HttpStatusCode.OK);
        await Step("payment").Expect(HttpStatusCode.Conflict);
        var shipped = await Step("shipments").Expect(HttpStatusCode.OK);
        await Step("cancellation").Expect(HttpStatusCode.Conflict);

        Assert.Equal(("shipped", "DHL 0034"), (shipped.GetProperty("status").GetString(), shipped.GetProperty("shipment").GetString()));
        Assert.Equal(2, await brand.StockOf(sku));
        Assert.Single(await brand.EventsOf("commerce.order-paid"));
        Assert.Single(await brand.EventsOf("commerce.order-shipped"));
        var kinds = (await brand.In(Mailed.All)).ConvertAll(m => m.Kind);
        Assert.Equal(["commerce.placed", "commerce.paid", "commerce.shipped"], kinds.Where(k => k.StartsWith("commerce.", StringComparison.Ordinal)));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Cancelling_returns_the_stock_once_however_many_ask(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var sku = await brand.NewPart(null, stock: 5);
        var orderRef = (await brand.Order(sku, 3)).GetProperty("orderRef").GetString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => brand.Api.PostAsync($"/api/v1/orders/{orderRef}/cancellation", null)));

        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(5, await brand.StockOf(sku));
        Assert.Single(await brand.EventsOf("commerce.order-cancelled"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Orders_are_listed_newest_first_page_by_page(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var sku = await brand.NewPart(null, stock: 50);
        List<string> placed = [];
        for (var i = 0; i < 5; i++) placed.Add((await brand.Order(sku)).GetProperty("orderRef").GetString()!);
        placed.Reverse();

        List<string> read = [];
        for (string? after = null; ;)
        {
            var page = await brand.Api.GetAsync($"/api/v1/orders?limit=2&status=placed&after={after}").Expect(HttpStatusCode.OK);
            read.AddRange(page.GetProperty("items").EnumerateArray().Select(o => o.GetProperty("orderRef").GetString()!));
            if ((after = page.GetProperty("next").GetString()) is null) break;
        }

        Assert.Equal(placed, read);
    }
}
