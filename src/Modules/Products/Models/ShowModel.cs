using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Mints;
using Nameplate.Products.Units;

namespace Nameplate.Products.Models;

/// <summary>The console's page of one product: its facts, its units, its mints and the form of a new mint.</summary>
internal sealed class ShowModel(AppDb db, MintUnits mints, ConsoleFrames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    /// <summary>Units are counted up to here; a larger number is “more than”.</summary>
    internal const int CountedUpTo = 10_000;
    const int MintsShown = 20, LongestList = 4 << 20;

    internal static Task<IResult> Page(string gtin, HttpContext http, ShowModel show, CancellationToken ct) => show.Show(gtin, http, show.Blank(), ct);

    internal static Task<IResult> Mint(string gtin, HttpContext http, IFormCollection posted, ShowModel show, CancellationToken ct) => show.Begin(gtin, http, posted, ct);

    ConsoleForm Blank()
    {
        var form = frames.NewForm();
        form["producedOn"] = clock.GetUtcNow().Day().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return form;
    }

    async Task<IResult> Begin(string gtin, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var style = form.Choice<SerialStyle>("style") ?? SerialStyle.Random;
        var own = style == SerialStyle.Own ? SerialList.Read($"{form.Text("serials")}\n{await Uploaded(posted, ct)}") : null;
        var input = new MintUnits.Input(style == SerialStyle.Own ? 0 : form.Whole("count") ?? 0, form.Text("lot"), form.Date("producedOn"), form.Text("market"), form.Text("firmware"),
            style == SerialStyle.Sequence ? form.Text("prefix") ?? "" : null, style == SerialStyle.Sequence ? form.Whole("start") : null, style == SerialStyle.Sequence ? form.Whole("digits") : null, own, form.Ticked("forField"));
        if (form.IsRight)
        {
            var (mint, error) = await mints.Handle(gtin, input, ct);
            if (mint is not null) return TypedResults.LocalRedirect($"/admin/products/{mint.Gtin}?done=minting#mints");
            form.Refuse([error!]);
        }
        return await Show(gtin, http, form, ct);
    }

    /// <summary>A file of the maker's own serials.</summary>
    static async Task<string?> Uploaded(IFormCollection posted, CancellationToken ct)
    {
        if (posted.Files.GetFile("list") is not { Length: > 0 and <= LongestList } file) return null;
        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(ct);
    }

    async Task<IResult> Show(string gtin, HttpContext http, ConsoleForm form, CancellationToken ct)
    {
        if (await db.Set<Model>().AsNoTracking().SingleOrDefaultAsync(m => m.Gtin == gtin, ct) is not { } model) return await frames.NotHere(http);
        var units = await db.Set<Unit>().Where(u => u.Gtin == gtin).OrderBy(u => u.Serial).Take(CountedUpTo + 1).CountAsync(ct);
        var runs = await db.Set<Mint>().AsNoTracking().Where(m => m.Gtin == gtin).OrderByDescending(m => m.Id).Take(MintsShown).ToListAsync(ct);
        return Pages.Console<ModelPage>(new ModelPage.Shown(await frames.For(http, model.Name, words), words, model.Shown, units, runs, form), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
