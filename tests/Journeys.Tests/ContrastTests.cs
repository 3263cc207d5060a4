using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests;

/// <summary>Whatever colour a brand chooses, what a browser draws can be read, in light and dark: text 4.5 to 1, rings, marks and lines 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11).</summary>
public class ContrastTests(RunningProduct product)
{
    /// <summary>Text by axe. Then what is no text: its colour beside what lies under it.</summary>
    const string Measure = """
        async marks => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
          const parse = c => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
          const over = (top, under) => top.slice(0, 3).map((v, i) => v * top[3] + under[i] * (1 - top[3])).concat(1);
          const ground = e => { const layers = []; for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3]) layers.push(c); if (c[3] === 1) break; } return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]); };
          const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const contrast = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + .05) / (Math.min(x, y) + .05); };
          const probed = (e, name) => { const probe = e.appendChild(document.createElement('i')); probe.style.color = `var(${name})`; const colour = getComputedStyle(probe).color; probe.remove(); return colour; };
          const found = [];
          for (const [name, selector, property, pseudo] of marks)
            for (const e of document.querySelectorAll(selector)) {
              if (property === 'outlineColor') e.focus({ focusVisible: true });
              const styles = getComputedStyle(e, pseudo ?? null), under = ground(property === 'backgroundColor' && !pseudo || property === 'outlineColor' ? e.parentElement : e);
              if (property === 'outlineColor' && document.activeElement !== e || !e.checkVisibility({ visibilityProperty: true })) continue;
              const colour = property.startsWith('--') ? probed(e, property) : styles[property], value = contrast(over(parse(colour), under), under);
              if (value < 3) found.push(`${name}: ${colour} on ${under.slice(0, 3)} is ${value.toFixed(2)}`);
            }
          document.activeElement?.blur();
          const text = await axe.run({ iframes: false, resultTypes: ['violations'], runOnly: ['color-contrast'] });
          return [...new Set(found), ...text.violations.flatMap(v => v.nodes.map(n => `${n.html.slice(0, 120)} ${n.any[0]?.message}`))];
        }
        """;

    static readonly string[][] Console =
    [
        ["button", ".btn-primary", "backgroundColor"], ["focus on a button", "main .btn", "outlineColor"], ["focus on a link", "main a:not(.btn)", "outlineColor"], ["focus in the navigation", ".np-side a.nav-link", "outlineColor"], ["focus on a field", "main .form-control", "outlineColor"],
        ["state", ".np-state", "backgroundColor", "::before"], ["event of a life", ".np-timeline li", "backgroundColor", "::before"], ["field", ".form-control, .form-select", "borderTopColor"], ["tick", ".form-check-input:not(:checked)", "borderTopColor"],
        ["chosen chip", ".np-chip[aria-current]", "borderTopColor"], ["lines of charts", "main .card", "--tblr-primary"], ["writing in charts", "main .card", "--tblr-secondary"], ["badge", ".np-initial", "backgroundColor"],
    ];
    static readonly string[][] Consumer = [["button", "button, .button", "outlineColor"], ["icon", ".tiles svg", "stroke"], ["focus on a link", "main a", "outlineColor"], ["field", "input:not([type=checkbox])", "borderTopColor"]];

    static readonly string[] Accents = ["#ffff00", "#ffffff", "#000000", "#808080", "#39ff14", "#ff00ff", "#0000ff"];

    [Fact]
    public async Task Any_colour_a_brand_chooses_can_be_read()
    {
        var front = await Storefront.Open(product.Server);
        var (page, phone) = (await product.Console(front.Brand), await product.Window(390));
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });      // nothing is measured while it changes
        await page.GotoAsync("/admin/orders");
        var order = await page.Locator(".np-row-link").First.GetAttributeAsync("data-key");
        List<string> faults = [];
        foreach (var accent in Accents)
        {
            await front.Brand.In(async services =>
            {
                await services.GetRequiredService<AppDb>().Set<Brand>().Where(b => b.Id == front.Brand.Brand.Id).ExecuteUpdateAsync(u => u.SetProperty(b => b.Accent, accent).SetProperty(b => b.LogoUrl, (string?)null));
                services.GetRequiredService<BrandBook>().Forget(front.Brand.Brand.Id);
                return true;
            });
            foreach (var path in (string[])[$"/admin/orders?state=placed&open={order}", $"/admin/units/{front.Gtin}/{front.Owned}", "/admin/settings/brand"])
            {
                await page.GotoAsync(path);
                if (path.Contains("open=", StringComparison.Ordinal)) await page.Locator("tbody input[name=row]").First.CheckAsync();
                foreach (var theme in (string[])["light", "dark"])
                {
                    await page.EvaluateAsync("theme => { document.documentElement.dataset.bsTheme = theme; }", theme);
                    faults.AddRange((await Faults(page, Console)).Select(f => $"{accent} {theme} {path.Split('?')[0]}: {f}"));
                }
            }
            foreach (var path in (string[])[front.FreshPage, front.OwnedPage + "/parts/filter/order"])
            {
                await phone.GotoAsync(path);
                foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
                {
                    await phone.EmulateMediaAsync(new() { ColorScheme = scheme });
                    faults.AddRange((await Faults(phone, Consumer)).Select(f => $"{accent} {scheme} {path.Split('?')[0]}: {f}"));
                }
            }
        }
        Looking.None(faults);
    }

    static async Task<string[]> Faults(IPage page, string[][] marks)
    {
        await page.EvaluateAsync(Looking.Axe);
        return await page.EvaluateAsync<string[]>(Measure, marks);
    }
}
