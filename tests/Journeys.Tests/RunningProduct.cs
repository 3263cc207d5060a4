using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Nameplate.Tests;

/// <summary>The product on a free port and a real browser in front of it, shared by all journeys.</summary>
public sealed class RunningProduct : IAsyncLifetime
{
    static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    IPlaywright playwright = null!;
    IBrowser browser = null!;

    public Server Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await Server.Start("sqlite");
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    /// <summary>A window of its own: no cookie of another journey.</summary>
    public async Task<IPage> Window(int width = 1280, bool dark = false, bool script = true, string language = "en-GB", string? storage = null, int height = 850)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Server.Url, ViewportSize = new() { Width = width, Height = height }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script, Locale = language, AcceptDownloads = true, StorageState = storage,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    /// <summary>A small phone whose browser runs no script.</summary>
    public Task<IPage> Phone() => Window(360, script: false, height: 740);

    /// <summary>A window in which a member of the brand's staff has signed in by link.</summary>
    public async Task<IPage> Console(BrandClient brand, bool script = true, string language = "en-GB")
    {
        var page = await Window(script: script, language: language);
        await page.GotoAsync(brand.SignInLink);
        await page.GetByRole(AriaRole.Button).ClickAsync();
        try { await page.WaitForURLAsync("**/admin"); }
        catch (TimeoutException) { Assert.Fail($"Signing in led to {page.Url}: {await page.InnerTextAsync("body")}"); }
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await Server.DisposeAsync();
    }
}
