using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Nameplate.Tests;

/// <summary>The pictures of the guide are taken from the product: NAMEPLATE_WRITE_DOCS=1 writes them anew, otherwise each must be there and its page must still be reached.</summary>
public partial class GuidePicturesTests(RunningProduct product)
{
    const int Heaviest = 120_000;

    [Fact]
    public async Task Every_picture_of_the_guide_is_taken_from_the_product()
    {
        var guide = Path.Combine(Root(), "docs", "guide");
        var wanted = Directory.EnumerateFiles(guide, "*.md").SelectMany(f => Picture().Matches(File.ReadAllText(f)).Select(m => m.Groups["name"].Value)).Distinct().Order(StringComparer.Ordinal).ToList();
        var front = await Storefront.Open(product.Server);
        await front.Brand.Import("units", "gtin,serial,status,lot,produced_on,market\n" + string.Concat(Enumerable.Range(1, 24).Select(n => $"{front.Gtin},AX{n:0000}KD,{(n % 3 == 0 ? "sold" : "shipped")},2026-{n % 4 + 10},2026-0{n % 4 + 3}-1{n % 9},{(n % 2 == 0 ? "DE" : "FR")}\n")));
        var signedIn = await product.Console(front.Brand);
        var storage = await signedIn.Context.StorageStateAsync();

        Dictionary<string, (int Width, int Height, string Path, Func<IPage, Task>? Then)> shots = new(StringComparer.Ordinal)
        {
            ["today"] = (1200, 760, "/admin", null),
            ["units"] = (1200, 760, "/admin/units?status=shipped", Tick),
            ["panel"] = (1280, 800, "/admin/units?status=shipped", async page => { await page.Locator(".np-row-link").Nth(1).ClickAsync(); await page.Locator("#panel-title").WaitForAsync(); }),
            ["phone"] = (390, 1000, "/admin/units?status=shipped", null),
            ["bulk"] = (1200, 560, "/admin/units?status=shipped", async page => { await Tick(page); await page.GetByRole(AriaRole.Button, new() { Name = "Set market" }).ClickAsync(); await page.GetByLabel("Market").FillAsync("AT"); }),
            ["unit"] = (1200, 760, $"/admin/units/{front.Gtin}/{front.Owned}", null),
            ["part"] = (1200, 760, "/admin/parts/filter", null),
            ["keys"] = (1200, 760, "/admin/products", page => page.Keyboard.PressAsync("?")),
            ["brand"] = (1200, 760, "/admin/settings/brand", null),
        };
        Assert.Equal(shots.Keys.Order(StringComparer.Ordinal), wanted);

        foreach (var (name, shot) in shots)
        {
            var page = await product.Window(shot.Width, storage: storage, height: shot.Height);
            var answer = await page.GotoAsync(shot.Path);
            Assert.True(answer!.Ok, $"{shot.Path}: {answer.Status}");
            if (shot.Then is { } then) await then(page);
            var bytes = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
            Assert.True(bytes.Length <= Heaviest, $"{name}.png weighs {bytes.Length}");
            var file = Path.Combine(guide, "pictures", name + ".png");
            if (Environment.GetEnvironmentVariable("NAMEPLATE_WRITE_DOCS") == "1")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllBytesAsync(file, bytes);
            }
            Assert.True(File.Exists(file), $"{file} is missing: run with NAMEPLATE_WRITE_DOCS=1");
            Assert.InRange(new FileInfo(file).Length, 1_000, Heaviest);
            await page.Context.CloseAsync();
        }

        static async Task Tick(IPage page)
        {
            await page.Locator("tbody input[name=row]").Nth(0).CheckAsync();
            await page.Locator("tbody input[name=row]").Nth(2).CheckAsync();
        }
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Nameplate.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"\(pictures/(?<name>[a-z-]+)\.png\)", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Picture();
}
