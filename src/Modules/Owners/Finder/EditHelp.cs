using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Owners.Finder;

/// <summary>The maker says where the number of a model stands, and how long registering brings more.</summary>
internal sealed class EditHelp(AppDb db, CurrentBrand brand, IProducts products, KeepPicture pictures, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    const int Longest = 1_000;

    /// <summary>What helps to register units of a model.</summary>
    /// <param name="ImageUrl">A path on this server to a picture of the place; consumers’ pages fetch nothing from elsewhere.</param>
    /// <param name="Where">By language (en, de, fr, es): where the number stands, in a sentence or two.</param>
    /// <param name="RegisterWithinDays">Days after purchase or installation within which registering brings the maker’s longer guarantee: 1 to 3,650.</param>
    internal sealed record Input(string? ImageUrl = null, IReadOnlyDictionary<string, string?>? Where = null, int? RegisterWithinDays = null);

    List<FieldError> Wrong(Input input)
    {
        List<FieldError> errors = [];
        if (input.ImageUrl is { Length: > 0 } url && !WebAddress.IsRight(url)) errors.Add(new("imageUrl", words["Finder.WrongUrl"]));
        if (input.Where?.Keys.Except(Languages.All).Any() is true) errors.Add(new("where", words["Finder.WrongLanguage"]));
        foreach (var (language, text) in input.Where ?? new Dictionary<string, string?>())
            if (text?.Length > Longest) errors.Add(new(language, words["Finder.TooLong", Longest]));
        if (input.RegisterWithinDays is < 1 or > 3_650) errors.Add(new("registerWithinDays", words["Finder.WrongDays"]));
        return errors;
    }

    async Task<IReadOnlyList<FieldError>> Handle(string gtin, Input input, CancellationToken ct)
    {
        if (Wrong(input) is { Count: > 0 } errors) return errors;
        var help = await db.Set<ModelHelp>().SingleOrDefaultAsync(h => h.Gtin == gtin, ct);
        if (help is null) db.Add(help = new() { BrandId = brand.Id, Gtin = gtin });
        string? In(string language) => input.Where?.GetValueOrDefault(language) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        (help.ImageUrl, help.RegisterWithinDays, help.En, help.De, help.Fr, help.Es) = (string.IsNullOrEmpty(input.ImageUrl) ? null : input.ImageUrl, input.RegisterWithinDays, In("en"), In("de"), In("fr"), In("es"));
        await db.SaveChangesAsync(ct);
        return [];
    }

    static Input Shown(ModelHelp? h) => new(h?.ImageUrl, new Dictionary<string, string?> { ["en"] = h?.En, ["de"] = h?.De, ["fr"] = h?.Fr, ["es"] = h?.Es }, h?.RegisterWithinDays);

    /// <summary>Shows what helps to register units of a model.</summary>
    /// <response code="200">What is on record; empty where nothing was said yet.</response>
    /// <response code="404">No product has this GTIN.</response>
    /// <example>
    /// GET /api/v1/products/09506000134352/registering
    /// 200
    /// {"imageUrl": "/files/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d80", "where": {"en": "On the silver plate under the water tank.", "de": "Auf dem silbernen Schild unter dem Wassertank.", "fr": null, "es": null}, "registerWithinDays": 60}
    /// </example>
    internal static async Task<Results<Ok<Input>, ProblemHttpResult>> Read(string gtin, AppDb db, IProducts products, CancellationToken ct) =>
        Gs1.Gtin.TryParse(gtin, out var right) && await products.Model(right.Value, ct) is { } model ? TypedResults.Ok(Shown(await ModelHelp.Of(db, model.Gtin, ct))) : Problems.NotFound("No product has this GTIN. Check the number.");

    /// <summary>Says what helps to register units of a model.</summary>
    /// <response code="200">As it is now.</response>
    /// <response code="404">No product has this GTIN.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/products/09506000134352/registering
    /// {"where": {"en": "On the silver plate under the water tank."}, "registerWithinDays": 60}
    /// 200
    /// {"imageUrl": null, "where": {"en": "On the silver plate under the water tank.", "de": null, "fr": null, "es": null}, "registerWithinDays": 60}
    /// </example>
    internal static async Task<Results<Ok<Input>, ProblemHttpResult>> Api(string gtin, Input input, EditHelp edit, AppDb db, IProducts products, CancellationToken ct)
    {
        if (!Gs1.Gtin.TryParse(gtin, out var right) || await products.Model(right.Value, ct) is not { } model) return Problems.NotFound("No product has this GTIN. Check the number.");
        return await edit.Handle(model.Gtin, input, ct) is { Count: > 0 } errors ? Problems.Fields([.. errors]) : TypedResults.Ok(Shown(await ModelHelp.Of(db, model.Gtin, ct)));
    }

    internal static async Task<IResult> Page(string gtin, HttpContext http, EditHelp edit, AppDb db, CancellationToken ct)
    {
        if (await edit.products.Model(gtin, ct) is not { } model) return await edit.frames.NotHere(http);
        var (form, now) = (edit.frames.NewForm(), await ModelHelp.Of(db, gtin, ct));
        (form["imageUrl"], form["registerWithinDays"]) = (now?.ImageUrl, now?.RegisterWithinDays?.ToString(CultureInfo.InvariantCulture));
        (form["en"], form["de"], form["fr"], form["es"]) = (now?.En, now?.De, now?.Fr, now?.Es);
        return await edit.Show(http, form, model);
    }

    readonly IProducts products = products;
    readonly ConsoleFrames frames = frames;

    internal static async Task<IResult> Save(string gtin, HttpContext http, IFormCollection posted, EditHelp edit, CancellationToken ct)
    {
        if (await edit.products.Model(gtin, ct) is not { } model) return await edit.frames.NotHere(http);
        var form = edit.frames.Read(posted);
        if (form.Ticked("noPicture")) form["imageUrl"] = null;
        if (posted.Files.GetFile("picture") is { Length: > 0 } picture)
        {
            var (url, wrong) = await edit.pictures.Handle(picture, ct);
            if (url is null) form.Refuse("picture", wrong!);
            else form["imageUrl"] = url;
        }
        var input = new Input(form.Text("imageUrl"), Languages.All.ToDictionary(l => l, form.Text), form.Whole("registerWithinDays"));
        if (form.IsRight) form.Refuse(await edit.Handle(gtin, input, ct));
        return form.IsRight ? TypedResults.LocalRedirect($"/admin/products/{gtin}/registering?done=finder") : await edit.Show(http, form, model);
    }

    readonly KeepPicture pictures = pictures;

    async Task<IResult> Show(HttpContext http, ConsoleForm form, ProductModel model) => Pages.Console<EditHelpPage>(
        new EditHelpPage.Shown(await frames.For(http, words["Finder.Edit", model.Name], words), words, form, model.Gtin), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}

/// <summary>The way there, in the panel of a product.</summary>
internal sealed class HelpOnProduct(Platform.Access.Rights rights, IStringLocalizer<Texts> words) : IGlance
{
    public string List => "products";

    public Task Add(Glance glance, string key, CancellationToken ct)
    {
        if (rights.May("owners.finder.write")) glance.Facts.Add(new(words["Finder.Registering"], words["Finder.Open"]) { Href = $"/admin/products/{key}/registering" });
        return Task.CompletedTask;
    }
}
