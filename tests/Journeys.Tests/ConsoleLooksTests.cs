using Microsoft.Playwright;

namespace Nameplate.Tests;

/// <summary>Every page of the console can be read by everybody: axe finds nothing, nothing is wider than the window, nothing is refused by the browser.</summary>
public class ConsoleLooksTests(RunningProduct product)
{
    [Theory, InlineData(1280, false), InlineData(1280, true), InlineData(360, false), InlineData(360, true)]
    public async Task Axe_finds_nothing_on_any_page(int width, bool dark)
    {
        var brand = await product.Server.NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        var import = await brand.Import("units", "gtin,serial\n123,X\n");
        var signedIn = await product.Console(brand);
        await signedIn.GotoAsync("/admin/settings/staff");
        await signedIn.Locator("#f-email").FillAsync($"new{width}{dark}@example.com");
        await signedIn.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await signedIn.GotoAsync("/admin/outbox");
        var mail = await signedIn.Locator("tbody a").First.GetAttributeAsync("href");

        var page = await product.Window(width, dark, storage: await signedIn.Context.StorageStateAsync());
        List<string> faults = [];
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) faults.Add(page.Url + " " + message.Text); };
        foreach (var path in (string[])
        [
            "/admin", "/admin/search?q=Brew", "/admin/search?q=nothing-like-it", "/admin/products", "/admin/products/new", $"/admin/products/{gtin}", $"/admin/products/{gtin}/edit",
            "/admin/units", $"/admin/units/{gtin}/{serial}", "/admin/imports", $"/admin/imports/{import.GetProperty("id").GetString()}",
            "/admin/settings/brand", "/admin/settings/keys", "/admin/settings/staff", "/admin/outbox", mail!, "/admin/jobs", "/admin/products/00000000000000", "/admin/sign-in",
        ])
        {
            await page.GotoAsync(path);
            faults.AddRange(await page.Faults());
            if (await page.IsWiderThanTheWindow()) faults.Add(path + " is wider than the window");
        }
        Assert.Empty(faults);
    }
}
