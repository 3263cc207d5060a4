using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Brands;

/// <summary>The console's form of the brand.</summary>
internal sealed class EditBrand(AppDb db, CurrentBrand brand, ChangeBrand change, KeepPicture pictures, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(HttpContext http, EditBrand edit, CancellationToken ct) => edit.Open(http, ct);
    internal static Task<IResult> Change(HttpContext http, IFormCollection posted, EditBrand edit, CancellationToken ct) => edit.Save(http, posted, ct);

    /// <summary>What pages make of a colour, before it is saved.</summary>
    internal static IResult Colour(HttpContext http, IStringLocalizer<Texts> words) => Pages.Console<AccentLook>(new AccentLook.Shown(words, http.Request.Query["accent"].ToString()));

    async Task<IResult> Open(HttpContext http, CancellationToken ct)
    {
        var row = await db.Set<Brand>().AsNoTracking().SingleAsync(b => b.Id == brand.Id, ct);
        var form = frames.NewForm();
        (form["name"], form["accent"], form["logoUrl"], form["legalAddress"]) = (row.Name, row.Accent, row.LogoUrl, row.LegalAddress);
        (form["supportEmail"], form["supportPhone"], form["iban"], form["host"]) = (row.SupportEmail, row.SupportPhone, row.Iban, row.Host);
        return await Show(http, form);
    }

    async Task<IResult> Save(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        if (form.Ticked("noLogo")) form["logoUrl"] = null;
        if (posted.Files.GetFile("logo") is { Length: > 0 } logo)
        {
            var (url, wrong) = await pictures.Handle(logo, ct);
            if (url is null) form.Refuse("logo", wrong!);
            else form["logoUrl"] = url;
        }
        if (form.Text("logoUrl") is { } path && !path.StartsWith("/files/", StringComparison.Ordinal) && !path.StartsWith("/demo/", StringComparison.Ordinal)) form.Refuse("logo", words["Picture.Type"]);
        if (form.IsRight) form.Refuse(await change.Handle(new(form.Text("name"), form.Text("accent"), form.Text("logoUrl"), form.Text("legalAddress"), form.Text("supportEmail"), form.Text("supportPhone"), form.Text("iban"), form.Text("host"), form.Ticked("hostSure")), ct));
        return form.IsRight ? TypedResults.LocalRedirect("/admin/settings/brand?done=saved") : await Show(http, form);
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form) =>
        Pages.Console<EditBrandPage>(new EditBrandPage.Shown(await frames.For(http, words["Brand"], words), form), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}

internal sealed class BrandSettled(AppDb db, CurrentBrand brand, IStringLocalizer<Texts> words) : ISetupStep
{
    public async Task<SetupStep> Look(CancellationToken ct) => new(10, words["Setup.Brand"], words["Setup.BrandText"], words["Setup.BrandAction"], "/admin/settings/brand",
        await db.Set<Brand>().AnyAsync(b => b.Id == brand.Id && b.SupportEmail != null && b.LegalAddress != null, ct));
}
