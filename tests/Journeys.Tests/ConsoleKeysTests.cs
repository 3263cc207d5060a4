using Microsoft.Playwright;

namespace Nameplate.Tests;

/// <summary>The console by keys alone, and what a device remembers.</summary>
public class ConsoleKeysTests(RunningProduct product)
{
    [Fact]
    public async Task Keys_lead_through_lists_and_sections_rest_while_typing_and_can_be_switched_off()
    {
        var front = await Storefront.Open(product.Server);
        var page = await product.Console(front.Brand);
        await page.GotoAsync("/admin/units");
        var keys = page.Keyboard;

        await keys.PressAsync("j");
        await keys.PressAsync("j");
        await keys.PressAsync("x");
        await Assertions.Expect(page.Locator("tbody tr").Nth(1).GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator(".np-ticked")).ToHaveTextAsync("1 selected");
        await keys.PressAsync("k");
        await keys.PressAsync("Enter");      // beside the list
        await page.Arrives("open=");
        await Assertions.Expect(page.Locator("#panel-title a")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");      // its page
        await page.Arrives($"/admin/units/{front.Gtin}/");
        await page.WaitForLoadStateAsync();
        await keys.PressAsync("g");
        await keys.PressAsync("p");
        await page.Arrives("/admin/products");
        await page.WaitForLoadStateAsync();

        await keys.PressAsync("/");
        await Assertions.Expect(page.Locator("#search")).ToBeFocusedAsync();
        await keys.TypeAsync("gu?");
        await Assertions.Expect(page.Locator("#search")).ToHaveValueAsync("gu?");
        await Assertions.Expect(page.Locator("#keys")).ToBeHiddenAsync();

        await page.Locator("h1").ClickAsync();
        await keys.PressAsync("?");
        await page.GetByLabel("Use these keys").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await page.ReloadAsync();
        await keys.PressAsync("?");
        await Assertions.Expect(page.Locator("#keys")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Light_or_dark_is_remembered_and_a_form_says_what_it_would_save()
    {
        var front = await Storefront.Open(product.Server);
        var page = await product.Console(front.Brand);
        await page.GetByLabel("Light or dark").SelectOptionAsync("dark");
        await page.GotoAsync($"/admin/products/{front.Gtin}/edit");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");

        await page.GetByLabel("Category").FillAsync("Coffee");
        await Assertions.Expect(page.Locator(".np-changed")).ToHaveTextAsync("Changed: Category");
        var asked = false;
        page.Dialog += async (_, dialog) => { asked = dialog.Type == "beforeunload"; await dialog.DismissAsync(); };
        await page.EvaluateAsync("setTimeout(() => location.assign('/admin/units'))");
        for (var tries = 0; !asked && tries < 100; tries++) await Task.Delay(100);
        Assert.True(asked);
        await page.Locator(".np-save button").First.ClickAsync();
        await page.Arrives("done=saved");
    }
}
