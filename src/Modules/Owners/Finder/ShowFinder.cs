using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Finder;

/// <summary>Registering without a code to scan: choose the product, see where its number stands, type it. Tries are counted by address; a number nobody has gets a kind answer, and always the same.</summary>
internal sealed class ShowFinder(AppDb db, CurrentBrand brand, IProducts products, FindUnit find, Frames frames, Platform.Web.Links links, IStringLocalizer<Texts> words)
{
    const int Most = 24;

    /// <summary>Under a brand's own host, or where there is but one brand, its finder; else nobody knows whose product it is.</summary>
    internal static async Task<IResult> Start(ShowFinder show, HttpContext http, CancellationToken ct)
    {
        var host = http.Request.Host.Value;
        var slug = await show.db.Set<Brand>().AsNoTracking().Where(b => b.Host == host).Select(b => b.Slug).FirstOrDefaultAsync(ct)
            ?? (await show.db.Set<Brand>().AsNoTracking().Select(b => b.Slug).Take(2).ToListAsync(ct) is [var only] ? only : null);
        if (slug is not null) return TypedResults.LocalRedirect($"/register/{slug}{http.Request.QueryString}");
        var frame = show.frames.Neutral(http, show.words["Finder"]);
        return Pages.Consumer<FinderPage>(new FinderPage.Shown(frame, show.words, FinderPage.Step.Nobody), frame);
    }

    internal static async Task<IResult> Choose(string slug, ShowFinder show, HttpContext http, CancellationToken ct, string? q = null)
    {
        if (!await show.Become(slug, ct)) return TypedResults.LocalRedirect("/register");
        var (frame, asked) = (await show.frames.For(http, show.words["Finder"]), q?.Trim() is { Length: > 0 and <= 100 } text ? text : null);
        var models = (await show.products.Models(ct)).Where(m => asked is null || Fits(m, asked)).Take(Most + 1).ToList();
        return Pages.Consumer<FinderPage>(new FinderPage.Shown(frame, show.words, FinderPage.Step.Choose) { Asked = q, Models = [.. models.Take(Most).Select(m => (m, show.PictureOf(m.ImageUrl)))], IsMore = models.Count > Most }, frame);
    }

    static bool Fits(ProductModel model, string asked)
    {
        var digits = string.Concat(asked.Where(char.IsAsciiDigit));
        return asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => $"{model.Name} {model.Model} {model.Category}".Contains(w, StringComparison.OrdinalIgnoreCase)) || (digits.Length >= 8 && model.Gtin.Contains(digits, StringComparison.Ordinal));
    }

    internal static async Task<IResult> Type(string slug, string gtin, ShowFinder show, HttpContext http, CancellationToken ct) =>
        await show.Model(slug, gtin, ct) is { } model ? await show.Ask(http, model, null, null, StatusCodes.Status200OK, ct) : TypedResults.LocalRedirect("/register/" + Uri.EscapeDataString(slug));

    internal static async Task<IResult> Look(string slug, string gtin, [FromForm] string? serial, ShowFinder show, HttpContext http, CancellationToken ct)
    {
        if (await show.Model(slug, gtin, ct) is not { } model) return TypedResults.LocalRedirect("/register/" + Uri.EscapeDataString(slug));
        var typed = serial?.Trim() ?? "";
        var found = typed.Length is 0 or > 200 ? new(null) : await show.find.Of(model.Gtin, typed, ct);
        if (found.Unit is { } unit) return TypedResults.LocalRedirect((await show.frames.For(http, model.Name)).To(unit.Code.Page + "?via=web"));
        return await show.Ask(http, model, typed, found.Near, StatusCodes.Status404NotFound, ct);
    }

    readonly AppDb db = db;
    readonly Frames frames = frames;
    readonly IProducts products = products;
    readonly FindUnit find = find;
    readonly IStringLocalizer<Texts> words = words;

    async Task<IResult> Ask(HttpContext http, ProductModel model, string? typed, ProductUnit? near, int status, CancellationToken ct)
    {
        var help = await ModelHelp.Of(db, model.Gtin, ct);
        var frame = await frames.For(http, model.Name, "/register/" + (await Slug(ct)));
        return Pages.Consumer<FinderPage>(new FinderPage.Shown(frame, words, FinderPage.Step.Type) { Model = model, Picture = PictureOf(model.ImageUrl), Where = help?.Text(Languages.Current), WherePicture = PictureOf(help?.ImageUrl), Typed = typed, Near = near }, frame, status);
    }

    string? PictureOf(string? url) => url is null ? null : links.PathOf(url);

    Task<string> Slug(CancellationToken ct) => db.Set<Brand>().AsNoTracking().Where(b => b.Id == brand.Id).Select(b => b.Slug).SingleAsync(ct);

    async Task<ProductModel?> Model(string slug, string gtin, CancellationToken ct) =>
        await Become(slug, ct) && Gs1.Gtin.TryParse(gtin, out var right) ? await products.Model(right.Value, ct) : null;

    async Task<bool> Become(string slug, CancellationToken ct)
    {
        if (await db.Set<Brand>().AsNoTracking().SingleOrDefaultAsync(b => b.Slug == slug, ct) is not { } found) return false;
        brand.Become(found.Id);
        return true;
    }
}
