using Microsoft.Playwright;

namespace Nameplate.Tests;

/// <summary>A row opens beside its list: by mouse, by keys, without script, and on a phone as a page.</summary>
public class ConsolePanelTests(RunningProduct product)
{
    [Fact]
    public async Task A_row_opens_beside_the_list_keys_lead_it_along_and_what_is_done_there_comes_back()
    {
        var front = await Storefront.Open(product.Server);
        var page = await product.Console(front.Brand);
        await page.GotoAsync("/admin/orders?state=placed");
        var (panel, row) = (page.Locator("#panel"), page.Locator(".np-list tbody tr"));
        await page.EvaluateAsync("window.sameDocument = true");
        await row.First.Locator(".np-state").ClickAsync();
        await Assertions.Expect(panel).ToBeVisibleAsync();
        await Assertions.Expect(panel.Locator("h2")).ToHaveTextAsync(await row.First.Locator(".np-row-link").InnerTextAsync());
        await Assertions.Expect(row.First).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument === true && location.search.includes('state=placed') && location.search.includes('open=')"));

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(panel).ToBeHiddenAsync();
        await Assertions.Expect(row.First.Locator(".np-row-link")).ToBeFocusedAsync();
        Assert.DoesNotContain("open=", page.Url, StringComparison.Ordinal);

        // reloading, and going back, show what was open
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Mark as paid" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(panel).ToBeVisibleAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Mark as paid" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The payment is recorded")).ToBeVisibleAsync();
        await Assertions.Expect(panel.GetByLabel("Carrier and tracking number")).ToBeVisibleAsync();

        await page.GotoAsync("/admin/units");
        var (first, second) = (page.Locator(".np-row-link").First, page.Locator(".np-row-link").Nth(1));
        await first.ClickAsync();
        await Assertions.Expect(panel).ToHaveAttributeAsync("data-key", (await first.GetAttributeAsync("data-key"))!);
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(panel).ToHaveAttributeAsync("data-key", (await second.GetAttributeAsync("data-key"))!);
        await Assertions.Expect(second).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(panel).ToHaveAttributeAsync("data-key", (await first.GetAttributeAsync("data-key"))!);
        Looking.None(await page.Faults());
        await page.GoBackAsync();
        await Assertions.Expect(panel).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Without_script_a_link_of_the_row_opens_it_there_and_one_step_is_done()
    {
        var front = await Storefront.Open(product.Server);
        var page = await product.Console(front.Brand, script: false);
        await page.GotoAsync("/admin/parts");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show beside the list: filter", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#panel h2")).ToHaveTextAsync("BR-WF-10");
        await Assertions.Expect(page.Locator(".np-list tbody tr")).ToHaveCountAsync(3);
        await page.Locator("#panel").GetByLabel("On hand").FillAsync("77");
        await page.Locator("#panel").GetByRole(AriaRole.Button, new() { Name = "Set stock" }).ClickAsync();
        await Assertions.Expect(page.Locator("#panel dd").Filter(new() { HasText = "77" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeVisibleAsync();
        await page.Locator(".np-panelclose").ClickAsync();
        await Assertions.Expect(page.Locator("#panel")).ToBeHiddenAsync();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task On_a_phone_a_row_leads_to_its_page(bool script)
    {
        var front = await Storefront.Open(product.Server);
        var signedIn = await product.Console(front.Brand, script);
        var page = await product.Window(390, script: script, storage: await signedIn.Context.StorageStateAsync());
        await page.GotoAsync("/admin/parts");
        await page.GetByRole(AriaRole.Link, new() { Name = "tank", Exact = true }).ClickAsync();
        await page.Arrives("/admin/parts/tank");

        await page.GotoAsync("/admin/registrations");      // these have no page of their own
        await page.Locator(".np-row-link").First.ClickAsync();
        await Assertions.Expect(page.Locator("#panel").GetByText(Storefront.Owner).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".np-list")).ToBeHiddenAsync();
        await page.Locator(".np-panelclose").ClickAsync();
        await Assertions.Expect(page.Locator(".np-list")).ToBeVisibleAsync();
    }
}
