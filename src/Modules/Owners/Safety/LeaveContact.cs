using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners.Safety;

/// <summary>On the page of a unit: an address for recalls and nothing else, for those who do not want to register. Its own link takes it out.</summary>
internal sealed class LeaveContact(AppDb db, CurrentBrand brand, SafetyContacts contacts, IProducts products, Frames frames, IStringLocalizer<Texts> words) : IProductTile
{
    const string Bell = "M12 4a5 5 0 0 1 5 5v4l2 3H5l2-3V9a5 5 0 0 1 5-5M10 19a2 2 0 0 0 4 0";

    public Task<IReadOnlyList<ProductTile>> Of(ProductView view, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ProductTile>>([new(85, Bell, words["Safety"], words["Safety.Tile"], view.Unit.Code.Page + "/safety")]);

    internal static Task<IResult> Page(UnitKey? unit, LeaveContact leave, HttpContext http, CancellationToken ct) => leave.Show(unit, http, http.Request.Query.ContainsKey("saved") ? SafetyPage.Step.Saved : SafetyPage.Step.Ask, null, null, ct);

    internal static Task<IResult> Send(UnitKey? unit, [FromForm] string? email, LeaveContact leave, HttpContext http, CancellationToken ct) => leave.Take(unit, email, http, ct);

    async Task<IResult> Take(UnitKey? unit, string? email, HttpContext http, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return TypedResults.LocalRedirect(unit?.Page ?? "/");
        if (!EmailForm.IsRight(email?.Trim())) return await Show(unit, http, SafetyPage.Step.Ask, email, words["Wrong.Email"], ct);
        await contacts.Leave(found, email!.Trim(), Languages.Current, ct);
        return TypedResults.LocalRedirect($"{key.Page}/safety?saved=1{(http.Request.Query.ContainsKey(Languages.Key) ? $"&{Languages.Key}={Languages.Current}" : "")}");      // the same answer whoever left one before
    }

    async Task<IResult> Show(UnitKey? key, HttpContext http, SafetyPage.Step step, string? email, string? wrong, CancellationToken ct)
    {
        if (key is not { } unit || await products.Unit(unit.Gtin, unit.Serial, ct) is not { } found || await products.Model(found.Gtin, ct) is not { } model) return TypedResults.LocalRedirect(key?.Page ?? "/");
        var frame = await frames.For(http, words["Safety"], found.Code.Page);
        return Pages.Consumer<SafetyPage>(new SafetyPage.Shown(frame, words, step, model.Name, email, wrong), frame, wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    internal static Task<IResult> Ask(string token, LeaveContact leave, HttpContext http, CancellationToken ct) => leave.Removing(token, false, http, ct);
    internal static Task<IResult> Remove(string token, LeaveContact leave, HttpContext http, CancellationToken ct) => leave.Removing(token, true, http, ct);

    async Task<IResult> Removing(string token, bool isSure, HttpContext http, CancellationToken ct)
    {
        if (await Find(token, ct) is not { } contact)
        {
            var neutral = frames.Neutral(http, words["Safety"]);
            return Pages.Consumer<SafetyPage>(new SafetyPage.Shown(neutral, words, SafetyPage.Step.Removed, "", null, null), neutral);      // gone is gone, by whatever way
        }
        var (frame, unit) = (await frames.For(http, words["Safety"]), await products.Unit(contact.UnitId, ct));
        var name = unit is null ? "" : (await products.Model(unit.Gtin, ct))?.Name ?? "";
        if (isSure)
        {
            db.Remove(contact);
            await db.SaveChangesAsync(ct);
        }
        return Pages.Consumer<SafetyPage>(new SafetyPage.Shown(frame, words, isSure ? SafetyPage.Step.Removed : SafetyPage.Step.Remove, name, null, null), frame);
    }

    async Task<SafetyContact?> Find(string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        using var across = db.AcrossBrands();
        if (await db.Set<SafetyContact>().IgnoreQueryFilters().SingleOrDefaultAsync(c => c.TokenHash == hash, ct) is not { } contact) return null;
        brand.Become(contact.BrandId);
        return contact;
    }
}
