using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Commerce.Orders;

public class OrderFormTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task From_the_list_to_the_tracking_page_by_the_pages_own_form(string storage)
    {
        var (brand, page, sku) = await PartOfAUnit(storage, stock: 3);
        var visitor = brand.Server.Visitor();

        Assert.Contains($"{page}/parts/{sku}", await visitor.GetStringAsync($"{page}/parts"));
        Assert.Contains($"{page}/parts/{sku}/order", await visitor.GetStringAsync($"{page}/parts/{sku}"));
        var html = await visitor.GetStringAsync($"{page}/parts/{sku}/order?quantity=2&country=AT");
        Assert.Contains("Order with obligation to pay · €35.70", WebUtility.HtmlDecode(html));      // 2 × 12.90 + 9.90
        var first = await visitor.PostAsync(Shelf.ActionOf(html), Filled(html));
        var again = await visitor.PostAsync(Shelf.ActionOf(html), Filled(html));

        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(1, await brand.StockOf(sku));
        var tracked = WebUtility.HtmlDecode(await visitor.GetStringAsync(first.Headers.Location));
        Assert.Contains("Ada Lovelace", tracked);
        Assert.Contains("€35.70", tracked);
        var mail = Assert.Single(await brand.In(Mailed.All), m => m.Kind == "commerce.placed");
        Assert.Equal("ada@example.com", mail.To);
        Assert.Contains("€35.70", mail.Text);
        Assert.Contains("14 days", mail.Text);
        Assert.Contains(first.Headers.Location!.ToString(), mail.Text);
        Assert.False(first.Headers.Contains("Set-Cookie"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Nothing_is_ordered_at_a_total_that_was_not_on_the_page(string storage)
    {
        var (brand, page, sku) = await PartOfAUnit(storage, stock: 3);
        var visitor = brand.Server.Visitor();
        var html = await visitor.GetStringAsync($"{page}/parts/{sku}/order?country=DE");

        var back = await visitor.PostAsync(Shelf.ActionOf(html), Filled(html, ("country", "AT")));
        var shown = await back.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Contains("€22.80", WebUtility.HtmlDecode(shown));
        Assert.Equal("Ada Lovelace", Shelf.FieldsOf(shown)["name"]);
        Assert.Equal(3, await brand.StockOf(sku));
        Assert.Equal(HttpStatusCode.Found, (await visitor.PostAsync(Shelf.ActionOf(shown), new FormUrlEncodedContent(Shelf.FieldsOf(shown)))).StatusCode);
        Assert.Equal(2, await brand.StockOf(sku));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_is_missing_is_said_beside_the_field_and_what_was_typed_stays(string storage)
    {
        var (brand, page, sku) = await PartOfAUnit(storage, stock: 3);
        var visitor = brand.Server.Visitor();
        var html = await visitor.GetStringAsync($"{page}/parts/{sku}/order");

        var back = await visitor.PostAsync(Shelf.ActionOf(html), Filled(html, ("email", "ada"), ("city", "")));
        var shown = await back.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, back.StatusCode);
        Assert.Contains("id=\"email-error\"", shown);
        Assert.Contains("id=\"city-error\"", shown);
        Assert.DoesNotContain("id=\"name-error\"", shown);
        Assert.Equal("Ahornallee 14", Shelf.FieldsOf(shown)["line1"]);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Sold_out_while_typing_is_said_kindly_and_nothing_is_ordered(string storage)
    {
        var (brand, page, sku) = await PartOfAUnit(storage, stock: 2);
        var visitor = brand.Server.Visitor();
        var html = await visitor.GetStringAsync($"{page}/parts/{sku}/order?quantity=2");
        await brand.Order(sku);

        var back = await visitor.PostAsync(Shelf.ActionOf(html), Filled(html));

        Assert.Equal(HttpStatusCode.Conflict, back.StatusCode);
        Assert.Contains("Only this many are left: 1.", await back.Content.ReadAsStringAsync());
        Assert.Equal(1, await brand.StockOf(sku));
    }

    [Theory, InlineData("sqlite", "de", "Zahlungspflichtig bestellen"), InlineData("sqlite", "fr", "Commande avec obligation de paiement"), InlineData("postgres", "es", "Pedido con obligación de pago")]
    public async Task The_button_says_what_it_obliges_to_in_the_readers_language(string storage, string language, string button)
    {
        var (brand, page, sku) = await PartOfAUnit(storage, stock: 1);

        var html = WebUtility.HtmlDecode(await brand.Server.Visitor(language).GetStringAsync($"{page}/parts/{sku}/order"));

        Assert.Contains($"<button>{button} · 17,80", html);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_part_that_is_sold_out_or_does_not_fit_cannot_be_ordered_on_a_page(string storage)
    {
        var (brand, page, sku) = await PartOfAUnit(storage, stock: 0);
        var visitor = brand.Server.Visitor();
        var stranger = await brand.NewPart(null);

        var sheet = await visitor.GetStringAsync($"{page}/parts/{sku}");
        var form = await visitor.GetAsync($"{page}/parts/{sku}/order");

        Assert.Contains("Sold out", sheet);
        Assert.DoesNotContain("<button", sheet);
        Assert.Equal($"{page}/parts/{sku}", form.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{page}/parts/{stranger}")).StatusCode);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_tracking_page_opens_only_by_its_own_address_and_withdrawing_takes_two_steps(string storage)
    {
        var (brand, page, sku) = await PartOfAUnit(storage, stock: 3);
        var visitor = brand.Server.Visitor();
        var html = await visitor.GetStringAsync($"{page}/parts/{sku}/order");
        var track = (await visitor.PostAsync(Shelf.ActionOf(html), Filled(html))).Headers.Location!.ToString();
        var orderRef = (await brand.Api.GetAsync("/api/v1/orders").Expect(HttpStatusCode.OK)).GetProperty("items")[0].GetProperty("orderRef").GetString();

        foreach (var guess in new[] { orderRef, track[7..^1] + (track[^1] == 'a' ? 'b' : 'a'), track[7..].ToLowerInvariant() })
        {
            var stranger = await visitor.GetAsync("/track/" + guess);
            Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
            Assert.DoesNotContain("Ada", await stranger.Content.ReadAsStringAsync());
        }
        Assert.Equal(2, await brand.StockOf(sku));
        var ask = await visitor.GetStringAsync(track + "/withdrawal");
        Assert.Equal(2, await brand.StockOf(sku));
        Assert.Equal(HttpStatusCode.Found, (await visitor.PostAsync(Shelf.ActionOf(ask), null)).StatusCode);

        Assert.Equal(3, await brand.StockOf(sku));
        Assert.Contains("Cancelled", await visitor.GetStringAsync(track));
        var mail = Assert.Single(await brand.In(Mailed.All), m => m.Kind == "commerce.withdrawn");
        Assert.Matches(@"withdrew from order \S+ on \d+ \w+ \d{4}, \d\d:\d\d \(UTC\)", mail.Text);
    }

    async Task<(BrandClient Brand, string Page, string Sku)> PartOfAUnit(string storage, int stock)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        return (brand, $"/p/{gtin}/{serial}", await brand.NewPart(gtin, stock));
    }

    static FormUrlEncodedContent Filled(string html, params (string Field, string Value)[] other)
    {
        var fields = Shelf.FieldsOf(html);
        (string, string)[] typed = [("email", "ada@example.com"), ("name", "Ada Lovelace"), ("line1", "Ahornallee 14"), ("postalCode", "10437"), ("city", "Berlin")];
        foreach (var (field, value) in typed.Concat(other))
        {
            Assert.True(fields.ContainsKey(field), $"the form has no field {field}");
            fields[field] = value;
        }
        return new(fields);
    }
}
