using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Models;

/// <summary>The console's form of a product, new or on record.</summary>
internal sealed class EditModel(AppDb db, RecordModel record, KeepPicture pictures, CurrentBrand brand, BrandBook brands, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> New(HttpContext http, EditModel edit, CancellationToken ct) => edit.Begin(http, ct);
    internal static Task<IResult> Edit(string gtin, HttpContext http, EditModel edit, CancellationToken ct) => edit.Open(gtin, http, ct);
    internal static Task<IResult> Add(HttpContext http, IFormCollection posted, EditModel edit, CancellationToken ct) => edit.Save(http, posted, null, ct);
    internal static Task<IResult> Change(string gtin, HttpContext http, IFormCollection posted, EditModel edit, CancellationToken ct) => edit.Save(http, posted, gtin, ct);

    async Task<IResult> Begin(HttpContext http, CancellationToken ct)
    {
        var form = frames.NewForm();
        form["currency"] = (await brands.Get(brand.Id, ct)).Currency;
        return await Show(http, form, null, ct);
    }

    async Task<IResult> Open(string gtin, HttpContext http, CancellationToken ct) => await Find(gtin, ct) is { } model ? await Show(http, Filled(model), model, ct) : await frames.NotHere(http);

    async Task<IResult> Save(HttpContext http, IFormCollection posted, string? gtin, CancellationToken ct)
    {
        var known = gtin is null ? null : await Find(gtin, ct);
        if (gtin is not null && known is null) return await frames.NotHere(http);
        var form = frames.Read(posted);
        if (known is not null) form["gtin"] = known.Gtin;
        if (form.Ticked("noPicture")) form["imageUrl"] = null;
        if (posted.Files.GetFile("picture") is { Length: > 0 } picture)
        {
            var (url, wrong) = await pictures.Handle(picture, ct);
            if (url is null) form.Refuse("picture", wrong!);
            else form["imageUrl"] = url;      // shown again with the form, should another field be wrong
        }
        var price = form.Price("listPrice");
        var input = new RecordModel.Input(form.Text("gtin"), form.Text("name"), form.Text("model"), form.Text("category"), form.Text("brand"), form.Text("description"), form.Text("imageUrl"), price,
            price is null ? null : form.Text("currency"), form.Whole("warrantyMonths"), form.Whole("statutoryMonths"), form.Text("consumableNote"), form.Text("manualUrl"), form.Text("setupUrl"));
        if (known is null && Gs1.Gtin.TryParse(input.Gtin, out var typed) && await Find(typed.Value, ct) is not null) form.Refuse("gtin", words["Product.There"]);
        if (!form.IsRight) { form.Refuse(await record.Wrong(input, ct)); return await Show(http, form, known, ct); }
        var (model, _, errors) = await record.Handle(input, ct);
        if (model is not null) return TypedResults.LocalRedirect($"/admin/products/{model.Gtin}?done={(known is null ? "added" : "saved")}");
        form.Refuse(errors);
        return await Show(http, form, known, ct);
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, Model? model, CancellationToken ct)
    {
        var categories = await db.Set<Model>().AsNoTracking().Select(m => m.Category).Distinct().OrderBy(c => c).Take(50).ToListAsync(ct);
        var frame = await frames.For(http, model is null ? words["Product.New"] : words["Product.Change", model.Name]);
        return Pages.Console<EditModelPage>(new EditModelPage.Shown(frame, words, form, model?.Gtin, categories), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    Task<Model?> Find(string gtin, CancellationToken ct) => db.Set<Model>().AsNoTracking().SingleOrDefaultAsync(m => m.Gtin == gtin, ct);

    ConsoleForm Filled(Model m)
    {
        var form = frames.NewForm();
        (form["gtin"], form["name"], form["model"], form["category"], form["brand"], form["description"]) = (m.Gtin, m.Name, m.ModelNumber, m.Category, m.BrandLabel, m.Description);
        (form["imageUrl"], form["listPrice"], form["currency"]) = (m.ImageUrl, m.ListPrice?.ToString("0.00##", CultureInfo.InvariantCulture), m.Currency);
        (form["warrantyMonths"], form["statutoryMonths"]) = (m.WarrantyMonths?.ToString(CultureInfo.InvariantCulture), m.StatutoryMonths?.ToString(CultureInfo.InvariantCulture));
        (form["consumableNote"], form["manualUrl"], form["setupUrl"]) = (m.ConsumableNote, m.ManualUrl, m.SetupUrl);
        return form;
    }
}
