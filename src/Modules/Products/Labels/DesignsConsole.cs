using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products.Codes;
using Nameplate.Products.Models;

namespace Nameplate.Products.Labels;

/// <summary>The designer of labels in the console: the list, the form, and the label as it will be, in its true size.</summary>
internal sealed class DesignsConsole(AppDb db, SaveDesign save, Links links, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    internal static async Task<IResult> Page(HttpContext http, ListReader lists, DesignList designs, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<DesignsPage>(new DesignsPage.Shown(words, await lists.Read(http, designs, words["Designs"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, DesignList designs, CancellationToken ct) => lists.Csv(http, designs, ct);

    internal static Task<IResult> New(HttpContext http, DesignsConsole console, CancellationToken ct) => console.Begin(http, ct);
    internal static Task<IResult> Add(HttpContext http, IFormCollection posted, DesignsConsole console, CancellationToken ct) => console.Save(null, http, posted, ct);
    internal static Task<IResult> Open(Guid id, HttpContext http, DesignsConsole console, CancellationToken ct) => console.Edit(id, http, ct);
    internal static Task<IResult> Change(Guid id, HttpContext http, IFormCollection posted, DesignsConsole console, CancellationToken ct) => console.Save(id, http, posted, ct);
    internal static Task<IResult> Preview(HttpContext http, IFormCollection posted, DesignsConsole console, CancellationToken ct) => console.Look(http, posted, ct);
    internal static Task<IResult> Remove(Guid id, HttpContext http, DesignsConsole console, CancellationToken ct) => console.Forget(id, http, ct);

    Task<IResult> Begin(HttpContext http, CancellationToken ct)
    {
        var form = Filled(LabelDesign.On(SheetSize.Find("L7160")!, new() { Name = "", Sheet = "", CodeSize = 28, Placement = CodePlacement.Product }));
        return Show(http, null, form, Read(form), ct);
    }

    async Task<IResult> Edit(Guid id, HttpContext http, CancellationToken ct) =>
        await db.Set<LabelDesign>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is { } design && Filled(design) is var form ? await Show(http, id, form, Read(form), ct) : await frames.NotHere(http);

    async Task<IResult> Save(Guid? id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var input = Read(form);
        if (form.IsRight)
        {
            var (design, errors) = await save.Handle(id, input, ct);
            if (design is not null) return TypedResults.LocalRedirect($"/admin/labels/{design.Id}?done=saved");
            if (errors.Count == 0) return await frames.NotHere(http);
            form.Refuse(errors);
        }
        return await Show(http, id, form, input, ct);
    }

    /// <summary>The label as the form says it, without keeping it.</summary>
    async Task<IResult> Look(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var input = Read(form);
        if (form.IsRight) form.Refuse(save.Read(input).Errors.Where(e => e.Field != "name"));
        return await Show(http, Guid.TryParse(form["id"], out var id) ? id : null, form, input, ct, StatusCodes.Status200OK);
    }

    async Task<IResult> Forget(Guid id, HttpContext http, CancellationToken ct) =>
        await save.Remove(id, ct) is null ? await frames.NotHere(http) : TypedResults.LocalRedirect("/admin/labels?done=removed");

    async Task<IResult> Show(HttpContext http, Guid? id, ConsoleForm form, SaveDesign.Input input, CancellationToken ct, int? status = null)
    {
        var product = await db.Set<Model>().AsNoTracking().OrderBy(m => m.Name).Select(m => m.Name).FirstOrDefaultAsync(ct) ?? words["Design.SampleProduct"];
        var (design, _) = save.Read(input);
        var preview = design is { CodeSize: > 0 } && design.CodeSize <= Math.Min(design.Width, design.Height) ? LabelPreview.Of(design, product, words["Claim.Code"], links.Base, save.SampleLink(design)) : null;
        return Pages.Console<DesignPage>(new DesignPage.Shown(await frames.For(http, id is null ? words["Design.New"] : words["Design.Change"], words), words, form, id, preview), status ?? (form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity));
    }

    static SaveDesign.Input Read(ConsoleForm form) => new(
        form.Text("name"), form.Text("sheet"), form.Price("codeSize"), form.Choice<CodePlacement>("placement"), form.Choice<SymbolLevel>("level") ?? SymbolLevel.Q, form.Ticked("showName"), form.Ticked("showNumbers"), form.Ticked("showClaim"), form.Text("line"),
        form.Price("paperWidth"), form.Price("paperHeight"), form.Whole("columns"), form.Whole("rows"), form.Price("width"), form.Price("height"), form.Price("left"), form.Price("top"), form.Price("stepX"), form.Price("stepY"));

    ConsoleForm Filled(LabelDesign d)
    {
        var form = frames.NewForm();
        (form["name"], form["sheet"], form["line"], form["level"], form["placement"]) = (d.Name, d.Sheet, d.Line, Snake.Of(d.Level), d.Placement is { } p ? Snake.Of(p) : null);
        (form["showName"], form["showNumbers"], form["showClaim"]) = (Tick(d.ShowName), Tick(d.ShowNumbers), Tick(d.ShowClaim));
        foreach (var (field, value) in new (string, decimal)[] { ("codeSize", d.CodeSize), ("paperWidth", d.PaperWidth), ("paperHeight", d.PaperHeight), ("columns", d.Columns), ("rows", d.Rows), ("width", d.Width), ("height", d.Height), ("left", d.Left), ("top", d.Top), ("stepX", d.StepX), ("stepY", d.StepY) })
            form[field] = value.ToString("0.####", CultureInfo.InvariantCulture);
        return form;

        static string? Tick(bool on) => on ? "true" : null;
    }
}
