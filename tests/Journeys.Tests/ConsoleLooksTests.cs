using System.Net.Http.Json;
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

        var (change, webhook, link) = (await Changed(signedIn), await Webhook(), await Link());
        await signedIn.GotoAsync("/admin/units?status=minted");
        await signedIn.Locator("summary", new() { HasText = "Save this filter" }).ClickAsync();
        await signedIn.GetByLabel("Name of this filter").FillAsync("Fresh ones");
        await signedIn.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        var page = await product.Window(width, dark, storage: await signedIn.Context.StorageStateAsync());
        List<string> faults = [];
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) faults.Add(page.Url + " " + message.Text); };
        foreach (var path in (string[])
        [
            "/admin", "/admin/search?q=Brew", "/admin/search?q=nothing-like-it", "/admin/products", "/admin/products/new", $"/admin/products/{front.Gtin}", $"/admin/products/{front.Gtin}/edit",
            "/admin/labels", "/admin/labels/new", "/admin/retrofit", "/admin/units", "/admin/units?status=minted&serial=NONE", "/admin/units?order=-serial&status=minted", $"/admin/units/{front.Gtin}/{front.Owned}", "/admin/links", link, "/admin/links/new", "/admin/links/preview", $"/admin/links/preview?gtin={front.Gtin}&language=de", await Beside("/admin/links"), "/admin/imports", $"/admin/imports/{import.GetProperty("id").GetString()}",
            "/admin/owners", await First("/admin/owners"), "/admin/owners?q=nobody-like-this", "/admin/orders", await First("/admin/orders"), await First("/admin/orders?state=shipped"), "/admin/orders?q=none-like-it",
            "/admin/parts", "/admin/parts/filter", "/admin/parts/new", "/admin/rates", "/admin/warranty", "/admin/figures", "/admin/figures/inputs", "/admin/figures/warranty_capture_rate/rows",
            "/admin/settings/brand", "/admin/settings/keys", "/admin/settings/staff", "/admin/outbox", "/admin/messages", await First("/admin/messages"), await Beside("/admin/messages"), "/admin/message-kinds", "/admin/message-kinds/owners.confirm?language=de", "/admin/message-rules", "/admin/suppressions", "/admin/jobs", "/admin/products/00000000000000", "/admin/account", "/admin/account/password", "/admin/account/two-steps", "/admin/account/proof", await Listed("/admin/settings/staff"), await Listed("/admin/settings/keys"), "/admin/settings/audit", "/admin/settings/audit?subject=security", await Beside("/admin/settings/audit"), "/admin/registrations", await Beside("/admin/registrations"), await Beside("/admin/units"), "/admin/jobs/events", "/admin/settings/webhooks", "/admin/settings/webhooks/messages", await Beside("/admin/settings/webhooks/messages"), webhook, change, $"/admin/units?change={change.Split('/')[^1]}", "/admin/sign-in", "/admin/sign-in/link",
        ])
        {
            await page.GotoAsync(path);
            faults.AddRange(await page.Faults());
            if (await page.IsWiderThanTheWindow()) faults.Add($"{path} is wider than the window: {await page.Widest()}");
        }
        await page.GotoAsync("/admin/units");
        await page.Locator("tbody input[name=row]").First.CheckAsync();
        await page.Locator("summary", new() { HasText = "Columns" }).ClickAsync();
        faults.AddRange(await page.Faults());
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set state" }).ClickAsync();
        await page.Arrives("/admin/changes");
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        faults.AddRange(await page.Faults());
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#keys")).ToBeVisibleAsync();
        faults.AddRange(await page.Faults());
        Looking.None(faults);

        // a bulk change, and the address of its page
        async Task<string> Changed(IPage at)
        {
            await at.GotoAsync("/admin/units");
            await at.Locator("tbody input[name=row]").First.CheckAsync();
            await at.GetByRole(AriaRole.Button, new() { Name = "Set market" }).ClickAsync();
            await at.GetByLabel("Market").FillAsync("FR");
            await at.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Set market" }).ClickAsync();
            await at.Arrives("change=");
            return "/admin/changes/" + at.Url.Split("change=")[1];
        }

        async Task<string> Link()
        {
            var added = await front.Brand.Api.PostAsJsonAsync("/api/v1/links", new { gtin = front.Gtin, linkType = "gs1:relatedVideo", href = "https://example.com/video", title = "First coffee", languages = (string[])["de"] }).Expect(System.Net.HttpStatusCode.Created);
            return $"/admin/links/{added.GetProperty("id").GetString()}";
        }

        async Task<string> Webhook()
        {
            var made = await front.Brand.Api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Shop", url = "https://hooks.example.com/np", events = new[] { "*" } }).Expect(System.Net.HttpStatusCode.Created);
            return "/admin/settings/webhooks/" + made.GetProperty("webhook").GetProperty("id").GetString();
        }

        async Task<string> Listed(string list)
        {
            await signedIn.GotoAsync(list);
            return (await signedIn.Locator($"#content a[href^='{list}/']").First.GetAttributeAsync("href"))!;
        }

        // the list with its first row open beside it
        async Task<string> Beside(string list)
        {
            await signedIn.GotoAsync(list);
            var rows = signedIn.Locator(".np-row-link");
            return await rows.CountAsync() > 0 ? (await rows.First.GetAttributeAsync("data-open"))! : list;
        }

        async Task<string> First(string list)
        {
            await signedIn.GotoAsync(list);
            return (await signedIn.Locator("tbody a[href^='/admin/']").First.GetAttributeAsync("href"))!;
        }
    }
}
