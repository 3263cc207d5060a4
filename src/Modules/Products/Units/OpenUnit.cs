using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products.Codes;

namespace Nameplate.Products.Units;

/// <summary>The console's page of one unit: facts, code, life, and the form that changes it.</summary>
internal sealed class OpenUnit(IProducts products, ChangeUnit change, IEnumerable<IHistory> histories, IEnumerable<IUnitPart> parts, ConsoleFrames frames, Links links, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(UnitKey? unit, HttpContext http, OpenUnit open, CancellationToken ct) => open.Show(unit, http, null, ct);
    internal static Task<IResult> Change(UnitKey? unit, HttpContext http, IFormCollection posted, OpenUnit open, CancellationToken ct) => open.Save(unit, http, posted, ct);

    async Task<IResult> Save(UnitKey? unit, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } now) return await frames.NotHere(http);
        var form = frames.Read(posted);
        var input = new ChangeUnit.Input(form.Text("lot"), form.Date("producedOn"), form.Date("shippedOn"), form.Text("market"), form.Text("firmware"), form.Choice<UnitStatus>("status") ?? now.Status);
        if (form.IsRight)
        {
            var (changed, errors) = await change.Handle(key, input, ct);
            if (changed is not null) return TypedResults.LocalRedirect(UnitPage.AddressOf(key) + "?done=saved");
            form.Refuse(errors);
        }
        return await Show(unit, http, form, ct);
    }

    async Task<IResult> Show(UnitKey? unit, HttpContext http, ConsoleForm? form, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return await frames.NotHere(http);
        var model = await products.Model(found.Gtin, ct);
        var life = await ShowUnit.LifeOf(found, histories, ct);
        List<GlancePart> shown = [];
        foreach (var part in parts)
            if (await part.Of(found, ct) is { } said) shown.Add(said);
        var link = Code.Of(links.Base, key);
        return Pages.Console<UnitPage>(new UnitPage.Shown(await frames.For(http, key.Spaced, words), words, found, model!, life, link, Code.Svg(link), form ?? Filled(found), shown),
            form is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    ConsoleForm Filled(ProductUnit u)
    {
        var form = frames.NewForm();
        (form["lot"], form["market"], form["firmware"], form["status"]) = (u.Lot, u.Market, u.Firmware, Snake.Case(u.Status.ToString()));
        (form["producedOn"], form["shippedOn"]) = (u.ProducedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), u.ShippedOn?.Day().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return form;
    }
}
