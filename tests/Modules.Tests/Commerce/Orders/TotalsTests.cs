using System.Net;
using System.Net.Http.Json;

namespace Nameplate.Tests.Commerce.Orders;

public class TotalsTests(Servers servers)
{
    [Theory]
    [InlineData("sqlite", 12.90, 120, 1, "DE", 12.90, 4.90, 17.80, 2.84)]       // 17.80 × 19/119 = 2.842
    [InlineData("sqlite", 12.90, 120, 3, "FR", 38.70, 9.90, 48.60, 8.10)]       // × 20/120
    [InlineData("sqlite", 24.50, 500, 1, "FI", 24.50, 9.90, 34.40, 6.99)]       // × 25.5/125.5 = 6.9896
    [InlineData("sqlite", 10.00, 1000, 2, "DE", 20.00, 4.90, 24.90, 3.98)]      // exactly 2 kg: the small parcel
    [InlineData("sqlite", 10.00, 1001, 2, "DE", 20.00, 6.90, 26.90, 4.29)]      // 2 g more: the next
    [InlineData("sqlite", 10.00, 11000, 1, "AT", 10.00, 24.90, 34.90, 5.82)]
    [InlineData("sqlite", 10.00, 16000, 2, "DE", 20.00, 17.80, 37.80, 6.04)]    // 32 kg: a full parcel and a small one
    [InlineData("sqlite", 0.335, null, 3, "DE", 1.01, 4.90, 5.91, 0.94)]        // 1.005 is paid as 1.01
    [InlineData("postgres", 12.90, 120, 3, "FR", 38.70, 9.90, 48.60, 8.10)]
    [InlineData("postgres", 0.335, null, 3, "DE", 1.01, 4.90, 5.91, 0.94)]
    public async Task An_order_costs_its_goods_and_the_delivery_with_the_countrys_tax_in_it(string storage, double price, int? grams, int quantity, string country, double goods, double delivery, double total, double tax)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var sku = await brand.NewPart(null, price: (decimal)price, weightG: grams);

        var order = await brand.Order(sku, quantity, country);

        decimal Of(string field) => order.GetProperty(field).GetDecimal();
        Assert.Equal(((decimal)goods, (decimal)delivery, (decimal)total, (decimal)tax), (Of("goods"), Of("delivery"), Of("total"), Of("tax")));
        Assert.Equal("EUR", order.GetProperty("currency").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_parcel_is_paid_once_for_all_lines(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (a, b) = (await brand.NewPart(null, price: 9.90m, weightG: 1500), await brand.NewPart(null, price: 4.95m, weightG: 700));

        var order = await brand.Api.PostAsJsonAsync("/api/v1/orders", new
        {
            email = "ada@example.com", lines = new[] { new { sku = a, quantity = 1 }, new { sku = b, quantity = 2 } },
            shipTo = new { name = "Ada", line1 = "Allee 1", city = "Berlin", postalCode = "10437", country = "DE" }, payment = "invoice",
        }).Expect(HttpStatusCode.Created);

        Assert.Equal((19.80m, 6.90m, 26.70m), (order.GetProperty("goods").GetDecimal(), order.GetProperty("delivery").GetDecimal(), order.GetProperty("total").GetDecimal()));
        Assert.Equal(2, order.GetProperty("lines").GetArrayLength());
    }
}
