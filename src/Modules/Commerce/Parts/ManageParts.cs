using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Fitment;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Commerce.Parts;

/// <summary>Parts in the console: the list, its CSV, the form, and where a part is used.</summary>
internal sealed class ManageParts(AppDb db, CurrentBrand brand, BrandBook brands, RecordPart record, IProducts products, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    readonly AppDb db = db;
    readonly CurrentBrand brand = brand;
    readonly BrandBook brands = brands;
    readonly IProducts products = products;
    readonly ConsoleFrames frames = frames;
    readonly IStringLocalizer<Texts> words = words;

    internal static async Task<IResult> ListPage(HttpContext http, ListReader lists, PartList parts, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<PartListPage>(new PartListPage.Shown(await lists.Read(http, parts, words["Nav.Parts"], words, ct), words));

    internal static IResult Csv(HttpContext http, ListReader lists, PartList parts, CancellationToken ct) => lists.Csv(http, parts, ct);

    internal static async Task<IResult> NewPage(ManageParts parts, HttpContext http, CancellationToken ct)
    {
        var currency = (await parts.brands.Get(parts.brand.Id, ct)).Currency;
        return await parts.Form(http, null, (PartEntry.Of(null, 0) with { Currency = currency }).In(parts.frames.NewForm()), null, null, ct);
    }

    internal static async Task<IResult> EditPage(string sku, ManageParts parts, HttpContext http, CancellationToken ct, string? done = null) =>
        await ShowParts.Parts(parts.db).SingleOrDefaultAsync(p => p.Part.Sku == sku, ct) is { } found
            ? await parts.Form(http, sku, PartEntry.Of(found.Part, found.OnHand).In(parts.frames.NewForm()), null, done is "saved" or "fitment" ? parts.words["Done." + done].Value : null, ct)
            : await parts.frames.NotHere(http);

    internal static Task<IResult> Add(ManageParts parts, HttpContext http, CancellationToken ct) => parts.Save(null, http, ct);
    internal static Task<IResult> Change(string sku, ManageParts parts, HttpContext http, CancellationToken ct) => parts.Save(sku, http, ct);

    async Task<IResult> Save(string? sku, HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var entry = PartEntry.Of(form);
        if (sku is not null) entry = entry with { Sku = sku };
        var (input, unread) = entry.Read();
        List<FieldError> errors = [.. unread, .. RecordPart.Errors(input).Where(e => unread.All(u => u.Field != e.Field))];
        if (sku is null && input.Sku is not null && await db.Set<Part>().AnyAsync(p => p.Sku == input.Sku, ct)) errors.Add(new("sku", words["Console.SkuTaken"]));
        if (errors.Count > 0) return await Form(http, sku, Refused(form, errors), null, null, ct);
        await record.Handle(input, ct);
        return TypedResults.LocalRedirect($"/admin/parts/{Uri.EscapeDataString(input.Sku!)}?done=saved");
    }

    internal static async Task<IResult> AddFitment(string sku, ManageParts parts, HttpContext http, CancellationToken ct)
    {
        if (await ShowParts.Parts(parts.db).SingleOrDefaultAsync(p => p.Part.Sku == sku, ct) is not { } found) return await parts.frames.NotHere(http);
        var form = await http.Request.ReadFormAsync(ct);
        var entry = FitmentEntry.Of(form);
        var (rule, errors) = entry.Read(sku, [.. (await parts.products.Models(ct)).Select(m => m.Gtin)]);
        if (errors.Count > 0) return await parts.Form(http, sku, PartEntry.Of(found.Part, found.OnHand).In(parts.frames.NewForm()), parts.Refused(form, errors), null, ct);
        if (!await parts.db.Set<FitmentRow>().AnyAsync(f => f.Gtin == rule.Gtin && f.Sku == sku && f.Conditions == rule.Conditions, ct))
        {
            parts.db.Add(FitmentRow.Of(parts.brand.Id, rule));
            await parts.db.SaveChangesAsync(ct);
        }
        return TypedResults.LocalRedirect($"/admin/parts/{Uri.EscapeDataString(sku)}?done=fitment");
    }

    internal static async Task<IResult> RemoveFitment(string sku, Guid id, ManageParts parts, CancellationToken ct)
    {
        if (await parts.db.Set<FitmentRow>().SingleOrDefaultAsync(f => f.Id == id && f.Sku == sku, ct) is { } row)
        {
            parts.db.Remove(row);
            await parts.db.SaveChangesAsync(ct);
        }
        return TypedResults.LocalRedirect($"/admin/parts/{Uri.EscapeDataString(sku)}?done=fitment");
    }

    /// <summary>The form as it was sent; what is wrong is said in the reader's language, by field.</summary>
    ConsoleForm Refused(IFormCollection posted, IEnumerable<FieldError> errors)
    {
        var form = frames.Read(posted);
        form.Refuse(errors.Select(e => words["Console.Wrong." + e.Field] is { ResourceNotFound: false } said ? e with { Message = said.Value } : e));
        return form;
    }

    async Task<IResult> Form(HttpContext http, string? sku, ConsoleForm form, ConsoleForm? fitment, string? done, CancellationToken ct)
    {
        var models = await products.Models(ct);
        var used = sku is null ? [] : await db.Set<FitmentRow>().AsNoTracking().Where(f => f.Sku == sku).OrderBy(f => f.Gtin).ThenBy(f => f.Id).ToListAsync(ct);
        var frame = await frames.For(http, sku ?? words["Console.NewPart"], done);
        return Pages.Console<PartFormPage>(new PartFormPage.Shown(frame, sku, form, used, models, fitment ?? frames.NewForm(), words), form.IsRight && fitment is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
