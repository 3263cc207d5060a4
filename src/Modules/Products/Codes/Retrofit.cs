using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Codes;

/// <summary>New labels for units in the field, at the shelf or at the customer's: scan the new label with a phone, type or scan the old serial. It needs no script.</summary>
internal sealed class Retrofit(AppDb db, BindCode bind, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(HttpContext http, Retrofit retrofit, CancellationToken ct, string? code = null) =>
        retrofit.Begin(http, code, ct);

    internal static Task<IResult> Bind(HttpContext http, IFormCollection posted, Retrofit retrofit, CancellationToken ct) => retrofit.Take(http, posted, ct);

    Task<IResult> Begin(HttpContext http, string? code, CancellationToken ct)
    {
        var form = frames.NewForm();
        form["code"] = code;
        return Show(http, form, ct);
    }

    async Task<IResult> Take(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        if (form.Text("code") is not { } code || await FindCode.Label(db, code, ct) is not { } label) form.Refuse("code", words["Wrong.NoCode"]);
        else
        {
            var (unit, error) = await bind.Handle(label, new(form.Text("serial"), form.Ticked("record")), ct);
            if (unit is not null) return TypedResults.LocalRedirect($"/admin/retrofit?done=bound&gtin={unit.Gtin}&serial={Uri.EscapeDataString(unit.Serial)}");
            form.Refuse([error!]);
        }
        return await Show(http, form, ct);
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, CancellationToken ct)
    {
        var query = http.Request.Query;
        var bound = query["done"] == "bound" ? await db.Set<Units.Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Gtin == query["gtin"].ToString() && u.Serial == query["serial"].ToString(), ct) : null;
        var code = form.Text("code") is { } typed ? await FindCode.Label(db, typed, ct) : null;
        var model = code is null ? null : await db.Set<Models.Model>().AsNoTracking().SingleOrDefaultAsync(m => m.Gtin == code.Gtin, ct);
        return Pages.Console<RetrofitPage>(new RetrofitPage.Shown(await frames.For(http, words["Retrofit"], words), words, form, model?.Name, bound?.Shown.Key), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
