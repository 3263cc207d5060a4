using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Nameplate.Tests;

static class Looking
{
    internal static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>What axe finds on the page, a line each: empty when it is right. It does not look into frames: a mail shown in one runs no script.</summary>
    public static async Task<IReadOnlyList<string>> Faults(this IPage page)
    {
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[]>("""
            async () => (await axe.run({ iframes: false, resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
                .violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.any.map(c => c.message).join(' ')}`))
            """);
        return [.. found.Select(f => $"{page.Url} {f}")];
    }

    public static Task<bool> IsWiderThanTheWindow(this IPage page) => page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth");

    /// <summary>The element that reaches furthest to the right.</summary>
    public static Task<string> Widest(this IPage page) => page.EvaluateAsync<string>("[...document.body.querySelectorAll('*')].sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)[0].outerHTML.slice(0, 200)");

    /// <summary>Every text a person reads or hears on the page.</summary>
    public static Task<string[]> Texts(this IPage page) => page.EvaluateAsync<string[]>("""
        () => {
            const texts = [document.title];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) texts.push(walk.currentNode.data);
            for (const e of document.body.querySelectorAll('*')) for (const a of ['alt', 'aria-label', 'placeholder', 'title']) texts.push(e.getAttribute(a) ?? '');
            return texts.map(t => t.replace(/\s+/g, ' ').trim()).filter(t => t.length > 1);
        }
        """);

    /// <summary>The browser has come to an address with this in it; the page may still be loading.</summary>
    public static Task Arrives(this IPage page, string part) => Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(part), RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 30_000 });

    /// <summary>Fills and sends a form past the browser's own checks, and waits for the page that answers.</summary>
    public static async Task Submit(this IPage page, string form, Dictionary<string, string> fields)
    {
        await page.EvaluateAsync("window.before = true");
        await page.Locator(form).First.EvaluateAsync("(f, fields) => { for (const n in fields) f.elements[n].value = fields[n]; f.submit(); }", fields);
        await page.WaitForFunctionAsync("() => !window.before && document.readyState === 'complete'");
    }

    /// <summary>Fails with every fault on a line of its own.</summary>
    public static void None(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults.Distinct()));
}
