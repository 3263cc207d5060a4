using Microsoft.Playwright;

namespace Nameplate.Tests;

/// <summary>Every page of a consumer can be read by everybody, in each language, on the smallest phone, and weighs little.</summary>
public class ConsumerLooksTests(RunningProduct product)
{
    const int MostBytes = 14 * 1024;

    [Theory, InlineData("en"), InlineData("de"), InlineData("fr"), InlineData("es")]
    public async Task Every_page_speaks_the_language_and_fits_the_smallest_phone_and_the_largest_text(string language)
    {
        var front = await Storefront.Open(product.Server);
        var phone = await product.Window(320, language: language);
        var wording = new Wording(language);
        List<string> faults = [];
        await EachPage(front, phone, async name =>
        {
            if (await phone.Locator("html").GetAttributeAsync("lang") != language) faults.Add(name + " says it is in another language");
            if (await phone.IsWiderThanTheWindow()) faults.Add($"{name} is wider than the window: {await phone.Widest()}");
            await phone.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
            if (await phone.IsWiderThanTheWindow()) faults.Add($"{name} is wider than the window with large text: {await phone.Widest()}");
            faults.AddRange((await phone.Texts()).Select(wording.Fault).OfType<string>().Select(f => $"{name}: {f}"));
        });
        Looking.None(faults);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Axe_finds_nothing_on_any_page(bool dark)
    {
        var front = await Storefront.Open(product.Server);
        var phone = await product.Window(360, dark);
        List<string> faults = [];
        await EachPage(front, phone, async name => faults.AddRange((await phone.Faults()).Select(f => $"{name}: {f}")));
        Looking.None(faults);
    }

    [Fact]
    public async Task A_page_is_light_brings_no_script_and_asks_nobody_else()
    {
        var front = await Storefront.Open(product.Server);
        var phone = await product.Window(360);
        List<string> elsewhere = [];
        phone.Request += (_, request) => { if (!request.Url.StartsWith(product.Server.Url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) elsewhere.Add(request.Url); };
        await EachPage(front, phone, async _ => Assert.Equal(0, await phone.Locator("script").CountAsync()));
        Assert.Empty(elsewhere);

        var visitor = product.Server.Visitor();
        visitor.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        foreach (var path in await front.Pages())
        {
            using var answer = await visitor.GetAsync(path);
            Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
            Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 1, MostBytes);
        }
    }

    /// <summary>Goes through the pages with an address, then those behind a form, then those of who is signed in.</summary>
    static async Task EachPage(Storefront front, IPage phone, Func<string, Task> look)
    {
        foreach (var path in await front.Pages())
        {
            await phone.GotoAsync(path);
            await look(path);
        }
        foreach (var (path, form, name) in ((string, string, string)[])
        [
            (front.FreshPage, "register", "registration with a wrong address"), ($"{front.OwnedPage}/parts/filter/order", "order", "order with empty fields"),
            (front.Receipt, "address", "receipt with a wrong address"), ("/my/" + front.Brand.Brand.Slug, "/my/", "sign-in with a wrong address"),
        ])
        {
            await phone.GotoAsync(path);
            await phone.Submit($"form[action*='{form}']", new() { ["email"] = "nobody" });
            await phone.Locator("[aria-invalid]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await look(name);
        }
        await phone.GotoAsync("/my/" + front.Brand.Brand.Slug);
        await phone.Submit("form", new() { ["email"] = "nobody@example.com" });
        await look("link sent");
        await phone.GotoAsync(await front.NewLink());
        await phone.GetByRole(AriaRole.Button).ClickAsync();
        await phone.Arrives("/my");
        foreach (var path in (string[])["/my", front.OwnedPage, $"{front.OwnedPage}/parts/filter/order"])
        {
            await phone.GotoAsync(path);
            await look(path + " signed in");
        }
    }
}
