using System.Net;

namespace Nameplate.Tests.Commerce.Orders;

public class ManageOrdersTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Staff_find_an_order_mark_it_paid_and_ship_it_by_the_pages_own_forms(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var sku = await brand.NewPart(gtin, stock: 5);
        var orderRef = (await brand.Order(sku)).GetProperty("orderRef").GetString();
        var staff = brand.Server.Visitor(cookies: true);
        await staff.PostAsync(new Uri(brand.SignInLink).AbsolutePath, null);

        foreach (var search in new[] { sku, "ada@example.com", orderRef }) Assert.Contains(orderRef!, await staff.GetStringAsync($"/admin/orders?state=placed&q={search}"));
        foreach (var (step, said) in new[] { ("payment", "The payment is recorded"), ("shipment", "The order is on its way") })
        {
            var html = await staff.GetStringAsync("/admin/orders/" + orderRef);
            Assert.EndsWith(step, Shelf.ActionOf(html));
            var done = await staff.PostAsync(Shelf.ActionOf(html), new FormUrlEncodedContent(Shelf.FieldsOf(html)));
            Assert.Equal(HttpStatusCode.Found, done.StatusCode);
            Assert.Contains(said, await staff.GetStringAsync(done.Headers.Location));
        }
        Assert.Equal("shipped", (await brand.Api.GetAsync("/api/v1/orders/" + orderRef).Expect(HttpStatusCode.OK)).GetProperty("status").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_part_is_changed_by_its_form_and_what_is_wrong_stands_beside_the_field(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var sku = await brand.NewPart(gtin, stock: 5);
        var staff = brand.Server.Visitor(cookies: true);
        await staff.PostAsync(new Uri(brand.SignInLink).AbsolutePath, null);
        var html = await staff.GetStringAsync("/admin/parts/" + sku);
        Assert.Contains("Brew One", html);

        var fields = Shelf.FieldsOf(html);
        (fields["price"], fields["stock"]) = ("cheap", "8");
        var wrong = await staff.PostAsync(Shelf.ActionOf(html), new FormUrlEncodedContent(fields));
        fields["price"] = "13,50";
        var right = await staff.PostAsync(Shelf.ActionOf(html), new FormUrlEncodedContent(fields));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("id=\"f-price-error\"", await wrong.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Found, right.StatusCode);
        var part = await brand.Api.GetAsync("/api/v1/parts/" + sku).Expect(HttpStatusCode.OK);
        Assert.Equal((13.50m, 8), (part.GetProperty("price").GetDecimal(), part.GetProperty("stock").GetInt32()));
        Assert.Contains(sku, await staff.GetStringAsync("/admin/parts.csv"));
        var rates = await staff.GetStringAsync("/admin/rates");
        Assert.Contains("Germany", rates);
        var unsaved = await (await staff.PostAsync("/admin/rates/DE", new FormUrlEncodedContent([new("__RequestVerificationToken", fields["__RequestVerificationToken"]), new("percent", "lots"), new("days", "0")]))).Content.ReadAsStringAsync();
        Assert.Contains("value=\"lots\"", unsaved);
        Assert.Contains("form-control is-invalid\" aria-invalid=\"true\" aria-describedby=\"wrong\"", unsaved);
    }
}
