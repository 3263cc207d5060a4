using System.Net;
using Microsoft.Playwright;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests;

/// <summary>The owner's way, on a small phone whose browser runs no script.</summary>
public class OwnerJourneyTests(RunningProduct product)
{
    [Fact]
    public async Task A_scan_becomes_a_registration_an_order_and_a_parcel_without_any_script()
    {
        var front = await Storefront.Open(product.Server);
        var phone = await product.Phone();
        await phone.GotoAsync($"/01/{front.Gtin}/21/{front.Fresh}");
        await phone.Arrives(front.FreshPage);

        // one field, one button
        await phone.GetByLabel("E-mail").FillAsync("grace@exmple.com");
        await phone.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "It’s yours" })).ToBeVisibleAsync();
        foreach (var comes in (string[])["certificate", "parts", "Manual", "Set up"])
            await Assertions.Expect(phone.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link).Filter(new() { HasText = comes }).First).ToBeVisibleAsync();
        Assert.Empty(await phone.Context.CookiesAsync());

        await phone.GetByText("Wrong address?").ClickAsync();
        await phone.GetByLabel("The right address").FillAsync("grace@example.com");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send it there" }).ClickAsync();
        await Assertions.Expect(phone.GetByText("Wrong address? grace@example.com")).ToBeVisibleAsync();
        var receipt = phone.Url;

        await phone.GetByRole(AriaRole.Link).Filter(new() { HasText = "certificate" }).First.ClickAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(phone.GetByText("GTIN")).ToBeVisibleAsync();
        await phone.GotoAsync(receipt);

        await Order(phone, front);
        Assert.Empty(await phone.Context.CookiesAsync());
        Assert.Contains((await front.Brand.Mails("grace@example.com")), m => m.Kind == "commerce.placed");
        var tracking = phone.Url;

        await Confirm(phone, front);
        await Assertions.Expect(phone.GetByRole(AriaRole.Link).Filter(new() { HasText = "Brew One" })).ToBeVisibleAsync();
        var cookie = Assert.Single(await phone.Context.CookiesAsync());
        Assert.True(cookie.HttpOnly);

        await ShipInTheConsole(front);
        await phone.GotoAsync(tracking);
        await Assertions.Expect(phone.GetByText("JJD 0099")).ToBeVisibleAsync();
    }

    /// <summary>Parts, sheet, form, one button: the price with tax and delivery stands above it.</summary>
    static async Task Order(IPage phone, Storefront front)
    {
        await phone.GetByRole(AriaRole.Link).Filter(new() { HasText = "parts" }).First.ClickAsync();
        await phone.Arrives("/parts");
        await phone.GetByRole(AriaRole.Link).Filter(new() { HasText = "BR-WF-10" }).ClickAsync();
        await Assertions.Expect(phone.Locator(".note")).ToBeVisibleAsync();
        await phone.GetByLabel("Quantity").FillAsync("2");
        await phone.GetByRole(AriaRole.Button).ClickAsync();
        await phone.Arrives("/order?");
        var summary = phone.GetByRole(AriaRole.Table);
        foreach (var said in (string[])["€25.80", "Delivery", "Total", "VAT", "Germany"]) await Assertions.Expect(summary).ToContainTextAsync(said, new() { IgnoreCase = true });
        var button = phone.GetByRole(AriaRole.Button);
        Assert.Contains(await summary.Locator(".total td").Last.InnerTextAsync(), await button.InnerTextAsync(), StringComparison.Ordinal);
        Assert.True((await summary.BoundingBoxAsync())!.Y < (await button.BoundingBoxAsync())!.Y);

        await phone.GetByLabel("E-mail").FillAsync("grace@example.com");
        await phone.GetByLabel("Name", new() { Exact = true }).FillAsync("Grace Hopper");
        await phone.GetByLabel("Street").FillAsync("Ahornallee 14");
        await phone.GetByLabel("Postal code").FillAsync("10437");
        await phone.GetByLabel("Town").FillAsync("Berlin");
        await button.ClickAsync();
        await phone.Arrives("/track/");
        await Assertions.Expect(phone.GetByText("DE02 1203 0000 0000 2020 51")).ToBeVisibleAsync();
        Assert.DoesNotContain(front.Owned, await phone.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>The mail's link may be opened by a scanner of mails: only its button uses it up.</summary>
    static async Task Confirm(IPage phone, Storefront front)
    {
        var mail = (await front.Brand.Mails("grace@example.com")).Last(m => m.Text.Contains("/m/", StringComparison.Ordinal));
        var link = Links.In(mail.Text).First(l => l.Contains("/m/", StringComparison.Ordinal));
        for (var opened = 0; opened < 2; opened++)
        {
            await phone.GotoAsync(link);
            await Assertions.Expect(phone.GetByRole(AriaRole.Button)).ToBeVisibleAsync();
        }
        await phone.GetByRole(AriaRole.Button).ClickAsync();
        await phone.Arrives("/my");
    }

    async Task ShipInTheConsole(Storefront front)
    {
        var desk = await product.Console(front.Brand);
        await desk.GotoAsync("/admin/orders");
        await desk.GetByRole(AriaRole.Row).Filter(new() { HasText = "grace@example.com" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Mark as paid" }).ClickAsync();
        await desk.GetByRole(AriaRole.Textbox, new() { Name = "tracking" }).FillAsync("JJD 0099");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Mark as shipped" }).ClickAsync();
        await Assertions.Expect(desk.GetByText("JJD 0099").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_second_registration_is_refused_kindly_and_tells_nothing_of_the_owner()
    {
        var front = await Storefront.Open(product.Server);
        var visitor = product.Server.Visitor();
        using var answer = await visitor.Register(front.Gtin, front.Owned, "stranger@example.com");
        var said = await answer.Text(HttpStatusCode.Conflict);

        var phone = await product.Phone();
        await phone.GotoAsync(front.OwnedPage);
        foreach (var page in (string[])[said, await phone.ContentAsync()])
        {
            Assert.DoesNotContain("ada", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("stranger@", page, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains("registered already", said, StringComparison.Ordinal);
        await Assertions.Expect(phone.GetByRole(AriaRole.Link).Filter(new() { HasText = "Is this yours?" })).ToBeVisibleAsync();
    }
}
