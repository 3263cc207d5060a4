using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Web;
using Nameplate.Products.Units;

namespace Nameplate.Products.Codes;

/// <summary>The forms on a unit's page that make its label void or print it once more.</summary>
internal sealed class UnitLabels(VoidCode voiding, ReprintLabel reprint, OpenUnit open, ConsoleFrames frames)
{
    internal static Task<IResult> Void(UnitKey? unit, HttpContext http, IFormCollection posted, UnitLabels labels, CancellationToken ct) => labels.Void(unit, http, posted, ct);
    internal static Task<IResult> Print(UnitKey? unit, HttpContext http, IFormCollection posted, UnitLabels labels, CancellationToken ct) => labels.Print(unit, http, posted, ct);

    Task<IResult> Void(UnitKey? unit, HttpContext http, IFormCollection posted, CancellationToken ct) => Do(unit, http, posted, async (key, form) =>
    {
        var (code, error) = await voiding.Handle(key, new(form.Text("reason")), ct);
        return (code, error, "voided");
    }, ct);

    Task<IResult> Print(UnitKey? unit, HttpContext http, IFormCollection posted, CancellationToken ct) => Do(unit, http, posted, async (key, form) =>
    {
        var (code, error) = await reprint.Handle(key, new(form.Text("reason"), form.Ticked("fresh")), ct);
        return (code, error, form.Ticked("fresh") ? "freshLabel" : "reprinted");
    }, ct);

    async Task<IResult> Do(UnitKey? unit, HttpContext http, IFormCollection posted, Func<UnitKey, ConsoleForm, Task<(LabelCode? Code, FieldError? Error, string Done)>> act, CancellationToken ct)
    {
        if (unit is not { } key) return await frames.NotHere(http);
        var form = frames.Read(posted);
        var code = form.Text("code") is { } serial ? new UnitKey(key.Gtin, serial) : key;
        var (done, error, said) = await act(code, form);
        if (done is not null) return TypedResults.LocalRedirect($"{UnitPage.AddressOf(key)}?done={said}#labels");
        if (error is null) return await frames.NotHere(http);
        form.Refuse(error.Field == "code" ? "reason" : error.Field, error.Message);
        return await open.ShowWith(key, http, form, ct);
    }
}
