using System.Text;
using Microsoft.Playwright;

namespace Nameplate.Tests;

/// <summary>What a maker does in the first hour, in a real browser, with and without JavaScript.</summary>
public class ConsoleJourneyTests(RunningProduct product)
{
    static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_product_is_added_with_its_picture_serials_are_minted_and_the_press_gets_its_file(bool script)
    {
        var brand = await product.Server.NewBrand();
        var page = await product.Console(brand, script);
        var gtin = BrandClient.NewGtin();

        await page.GetByRole(AriaRole.Link, new() { Name = "New product" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Brew One");
        await page.GetByLabel("GTIN").FillAsync("123");
        await page.GetByLabel("Model number").FillAsync("B-1");
        await page.GetByLabel("Category").FillAsync("Espresso");
        await page.GetByLabel("List price").FillAsync("449,50");
        await page.GetByLabel("Choose a picture").SetInputFilesAsync(new FilePayload { Name = "brew.png", MimeType = "image/png", Buffer = Picture });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add product" }).ClickAsync();

        // one field is wrong: it says so, and everything else is still there, the picture too
        await Assertions.Expect(page.GetByLabel("GTIN")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.GetByLabel("GTIN")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("check digit", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Assertions.Expect(page.GetByLabel("Model number")).ToHaveValueAsync("B-1");
        await Assertions.Expect(page.GetByAltText("The picture as it is now")).ToBeVisibleAsync();
        await page.GetByLabel("GTIN").FillAsync(gtin);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add product" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("on record");
        await Assertions.Expect(page.GetByText("€449.50")).ToBeVisibleAsync();

        await page.GetByLabel("How many").FillAsync("450");
        await page.GetByLabel("Lot").FillAsync("2026-31");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mint serials" }).ClickAsync();
        var csv = page.GetByRole(AriaRole.Link, new() { Name = "CSV for the press" });
        if (script) await csv.WaitForAsync();      // the page follows the run by itself
        else
            for (var i = 0; i < 60 && !await csv.IsVisibleAsync(); i++) { await Task.Delay(250); await page.ReloadAsync(); }
        var download = await page.RunAndWaitForDownloadAsync(() => csv.ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(451, lines.Length);
        Assert.All(lines[1..], line => Assert.Contains($"/01/{gtin}/21/", line, StringComparison.Ordinal));

        var serial = lines[1].Split(',')[1];
        await page.GetByRole(AriaRole.Searchbox).First.FillAsync(serial);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/admin/units/{gtin}/{serial}");
        await page.GetByLabel("Market").SelectOptionAsync("FR");
        await page.GetByLabel("Shipped on").FillAsync("2026-08-03");
        await page.GetByLabel("State").SelectOptionAsync("shipped");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Shipped for FR")).ToBeVisibleAsync();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_file_with_mistakes_is_imported_and_each_mistake_is_named_with_its_remedy(bool script)
    {
        var brand = await product.Server.NewBrand();
        var gtin = await brand.NewModel();
        var page = await product.Console(brand, script);
        await page.GetByRole(AriaRole.Link, new() { Name = "Imports" }).ClickAsync();
        await page.GetByLabel("What is in the file").SelectOptionAsync("units");
        await page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = "july.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes($"gtin,serial,status\n{gtin},G1,shipped\n{gtin},G2,lost\n") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        var remedy = page.GetByRole(AriaRole.Cell).Filter(new() { HasText = "in_repair" });
        if (script) await remedy.WaitForAsync();
        else
            for (var i = 0; i < 60 && !await remedy.IsVisibleAsync(); i++) { await Task.Delay(250); await page.ReloadAsync(); }
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "lost" })).ToContainTextAsync("3");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "All as CSV" }).ClickAsync());
        Assert.Contains("3,status,", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);

        await page.GotoAsync("/admin");
        await Assertions.Expect(page.GetByText("One row of july.csv was refused", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_keyboard_alone_leads_past_the_navigation_and_to_the_search()
    {
        var page = await product.Console(await product.Server.NewBrand());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("#search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("none");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing found" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_key_is_shown_once_and_revoked_only_when_sure()
    {
        var page = await product.Console(await product.Server.NewBrand(), script: false);
        await page.GotoAsync("/admin/settings/keys");
        await page.GetByLabel("What it is for").FillAsync("shop");
        await page.GetByLabel("Everything a key can do").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
        var key = await page.GetByRole(AriaRole.Textbox, new() { Name = "Your new key" }).InputValueAsync();
        var api = product.Server.Visitor();
        api.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.True((await api.GetAsync("/api/v1/products")).IsSuccessStatusCode);

        await page.GotoAsync("/admin/settings/keys");
        Assert.DoesNotContain(key, await page.ContentAsync(), StringComparison.Ordinal);
        var row = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "shop" });
        await row.GetByText("Rotate or revoke").ClickAsync();
        await row.GetByLabel("loses access").CheckAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Revoked");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await api.GetAsync("/api/v1/products")).StatusCode);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task On_a_phone_the_page_comes_first_and_the_menu_when_it_is_asked_for(bool script)
    {
        var page = await product.Console(await product.Server.NewBrand(), script);
        await page.SetViewportSizeAsync(360, 740);
        await page.GotoAsync("/admin/products");
        Assert.InRange((await page.Locator("h1").BoundingBoxAsync())!.Y, 0, 250);
        var orders = page.GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true });
        await Assertions.Expect(orders).ToBeHiddenAsync();

        var toggle = page.Locator(".navbar-toggler:visible");
        await toggle.ClickAsync();
        await Assertions.Expect(orders).ToBeVisibleAsync();
        await Assertions.Expect(toggle).ToHaveAttributeAsync("aria-expanded", "true");
        var still = page.Locator("#sections:not(.collapsing)");      // while it moves it hears nothing
        await Assertions.Expect(still).ToHaveCountAsync(1);
        await toggle.ClickAsync();
        await Assertions.Expect(orders).ToBeHiddenAsync();
        await Assertions.Expect(still).ToHaveCountAsync(1);
        await toggle.ClickAsync();
        await orders.ClickAsync();
        await page.Arrives("/admin/orders");
    }
}
