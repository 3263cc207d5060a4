using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products.Codes;

namespace Nameplate.Products.Units;

/// <summary>The console's page of one unit: facts, code, life, and the form that changes it.</summary>
internal sealed class OpenUnit(AppDb db, UnitMoves moves, IProducts products, ClaimCodes claims, ChangeUnit change, IEnumerable<IHistory> histories, IEnumerable<IUnitPart> parts, ConsoleFrames frames, Links links, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(UnitKey? unit, HttpContext http, OpenUnit open, CancellationToken ct) => open.Show(unit, http, null, ct);
    internal static Task<IResult> Change(UnitKey? unit, HttpContext http, IFormCollection posted, OpenUnit open, CancellationToken ct) => open.Save(unit, http, posted, ct);

    async Task<IResult> Save(UnitKey? unit, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } now) return await frames.NotHere(http);
        var form = frames.Read(posted);
        var input = new ChangeUnit.Input(form.Text("lot"), form.Date("producedOn"), form.Date("shippedOn"), form.Text("market"), form.Text("firmware"), form.Choice<UnitStatus>("status") ?? now.Status, form.Ticked("correction"));
        if (form.IsRight)
        {
            var (changed, errors) = await change.Handle(now.Key, input, ct);
            if (changed is not null) return TypedResults.LocalRedirect(UnitPage.AddressOf(now.Key) + "?done=saved");
            form.Refuse(errors);
        }
        return await Show(unit, http, form, ct);
    }

    internal Task<IResult> ShowWith(UnitKey unit, HttpContext http, ConsoleForm labels, CancellationToken ct) => Show(unit, http, null, ct, labels);

    async Task<IResult> Show(UnitKey? unit, HttpContext http, ConsoleForm? form, CancellationToken ct, ConsoleForm? labels = null)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return await frames.NotHere(http);
        if (found.Key != key && form is null && labels is null) return TypedResults.LocalRedirect(UnitPage.AddressOf(found.Key));      // by one of its labels
        var model = await products.Model(found.Gtin, ct);
        var life = await ShowUnit.LifeOf(found, histories, ct);
        var link = Code.Of(links.Base, found.Code);
        var claim = await claims.AreNeededFor(found, ct) ? ClaimCodes.Spaced(ClaimCodes.Of(await claims.Key(ct), found.Key)) : null;
        List<GlancePart> shown = [];
        foreach (var part in parts)
            if (await part.Of(found, ct) is { } said) shown.Add(said);
        return Pages.Console<UnitPage>(new UnitPage.Shown(await frames.For(http, found.Key.Spaced, words), words, found, model!, life, link, Code.Svg(link), form ?? Filled(found)) { States = [.. moves.Offered(found.Status)], MayCorrect = moves.MayCorrect, Labels = await ShowCodes.Of(db, found.Id, ct), LabelForm = labels ?? frames.NewForm(), Claim = claim, Parts = shown },
            form is null && labels is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    ConsoleForm Filled(ProductUnit u)
    {
        var form = frames.NewForm();
        (form["lot"], form["market"], form["firmware"], form["status"]) = (u.Lot, u.Market, u.Firmware, Snake.Case(u.Status.ToString()));
        (form["producedOn"], form["shippedOn"]) = (u.ProducedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), u.ShippedOn?.Day().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return form;
    }
}
