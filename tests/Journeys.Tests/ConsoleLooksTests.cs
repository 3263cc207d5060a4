using Microsoft.Playwright;

namespace Nameplate.Tests;

/// <summary>Every page of the console can be read by everybody: axe finds nothing, nothing is wider than the window, nothing is refused by the browser.</summary>
public class ConsoleLooksTests(RunningProduct product)
{
    [Theory, InlineData(1280, false), InlineData(1280, true), InlineData(390, false), InlineData(390, true)]
    public async Task Axe_finds_nothing_on_any_page(int width, bool dark)
    {
        var front = await Storefront.Open(product.Server);
        var import = await front.Brand.Import("units", "gtin,serial\n123,X\n");
        var signedIn = await product.Console(front.Brand);
        await signedIn.GotoAsync($"/admin/products/{front.Gtin}");
        await signedIn.GetByLabel("How many").FillAsync("3");
        await signedIn.GetByRole(AriaRole.Button, new() { Name = "Mint serials" }).ClickAsync();
        await signedIn.GetByRole(AriaRole.Link, new() { Name = "CSV for the press" }).WaitForAsync();

        var page = await product.Window(width, dark, storage: await signedIn.Context.StorageStateAsync());
        List<string> faults = [];
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) faults.Add(page.Url + " " + message.Text); };
        foreach (var path in (string[])
        [
            "/admin", "/admin/search?q=Brew", "/admin/search?q=nothing-like-it", "/admin/products", "/admin/products/new", $"/admin/products/{front.Gtin}", $"/admin/products/{front.Gtin}/edit",
            "/admin/units", $"/admin/units/{front.Gtin}/{front.Owned}", "/admin/imports", $"/admin/imports/{import.GetProperty("id").GetString()}",
            "/admin/owners", await First("/admin/owners"), "/admin/owners?q=nobody-like-this", "/admin/orders", await First("/admin/orders"), await First("/admin/orders?state=shipped"), "/admin/orders?q=none-like-it",
            "/admin/parts", "/admin/parts/filter", "/admin/parts/new", "/admin/rates", "/admin/warranty", "/admin/figures", "/admin/figures/inputs", "/admin/figures/warranty_capture_rate/rows",
            "/admin/settings/brand", "/admin/settings/keys", "/admin/settings/staff", "/admin/outbox", await First("/admin/outbox"), "/admin/jobs", "/admin/products/00000000000000", "/admin/account", "/admin/account/password", "/admin/account/two-steps", "/admin/sign-in", "/admin/sign-in/link",
        ])
        {
            await page.GotoAsync(path);
            faults.AddRange(await page.Faults());
            if (await page.IsWiderThanTheWindow()) faults.Add($"{path} is wider than the window: {await page.Widest()}");
        }
        Looking.None(faults);

        async Task<string> First(string list)
        {
            await signedIn.GotoAsync(list);
            return (await signedIn.Locator("tbody a[href^='/admin/']").First.GetAttributeAsync("href"))!;
        }
    }
}
