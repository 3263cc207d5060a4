using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Models;

namespace Nameplate.Products.Sun;

/// <summary>Tags that sign, in the console: their keys, and what is written into them.</summary>
internal sealed class TagsConsole(AppDb db, TagKeys keys, ConsoleFrames frames, Links links, IStringLocalizer<Texts> words)
{
    const string Home = "/admin/tags", Example = "7Q4MKX2PV9TNA";

    internal static Task<IResult> Page(HttpContext http, TagsConsole console, CancellationToken ct, string? gtin = null, bool open = false) => console.Open(http, gtin, open, ct);
    internal static Task<IResult> Add(HttpContext http, IFormCollection posted, TagsConsole console, CancellationToken ct) => console.AddKeys(http, posted, ct);
    internal static Task<IResult> Retire(Guid id, HttpContext http, IFormCollection posted, TagsConsole console, CancellationToken ct) => console.RetireKeys(id, http, posted, ct);

    Task<IResult> Open(HttpContext http, string? gtin, bool open, CancellationToken ct) => Show(http, frames.NewForm(), null, gtin, open, ct);

    async Task<IResult> AddKeys(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var own = form.Ticked("own");
        var (key, opened, errors) = await keys.Add(new(form.Text("name"), own ? form.Text("metaKey") ?? "" : null, own ? form.Text("fileKey") ?? "" : null, own ? form.Text("system") ?? "" : null), ct);
        form.Refuse(errors);
        return await Show(http, key is null ? form : frames.NewForm(), opened is null ? null : (key!, opened), null, false, ct);      // no redirect: the keys are nowhere but in this answer
    }

    async Task<IResult> RetireKeys(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (!posted.ContainsKey("sure")) return TypedResults.LocalRedirect(Home + "?done=tagKeysTick");
        return await keys.Retire(id, ct) is not null ? TypedResults.LocalRedirect(Home + "?done=tagKeysRetired") : await frames.NotHere(http);
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, (TagKey Key, TagKeys.Opened Opened)? fresh, string? gtin, bool open, CancellationToken ct)
    {
        var known = await db.Set<TagKey>().AsNoTracking().OrderByDescending(k => k.Id).ToListAsync(ct);
        var models = await db.Set<Model>().AsNoTracking().OrderBy(m => m.Name).Select(m => new { m.Gtin, m.Name }).Take(1_000).ToListAsync(ct);
        var shown = models.Find(m => m.Gtin == gtin) ?? models.FirstOrDefault();
        var template = shown is null ? null : TagTemplate.Of(links.Base, new(shown.Gtin, Example), open);
        var choice = frames.NewForm();
        (choice["gtin"], choice["open"]) = (shown?.Gtin, open ? "true" : "false");
        return Pages.Console<TagsPage>(new TagsPage.Shown(await frames.For(http, words["Tags"], words), words, known, form, choice, [.. models.Select(m => (m.Gtin, m.Name))], template) { Fresh = fresh },
            form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
