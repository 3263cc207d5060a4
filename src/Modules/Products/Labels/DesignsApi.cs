using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;

namespace Nameplate.Products.Labels;

/// <summary>Designs of labels, for programs.</summary>
internal static class DesignsApi
{
    /// <summary>A label’s design. Lengths are millimetres.</summary>
    /// <param name="Sheet">A usual sheet, such as <c>L7160</c>, or <c>free</c>.</param>
    /// <param name="Left">From the edge of the paper to the first label.</param>
    /// <param name="StepX">From the left edge of a label to that of the next.</param>
    /// <param name="CodeSize">Edge of the symbol with its quiet zone.</param>
    internal sealed record Item(
        Guid Id, string Name, string Sheet, decimal PaperWidth, decimal PaperHeight, int Columns, int Rows, decimal Width, decimal Height, decimal Left, decimal Top, decimal StepX, decimal StepY,
        CodePlacement? Placement, decimal CodeSize, SymbolLevel Level, bool ShowName, bool ShowNumbers, bool ShowClaim, string? Line)
    {
        public static Item Of(LabelDesign d) => new(d.Id, d.Name, d.Sheet, d.PaperWidth, d.PaperHeight, d.Columns, d.Rows, d.Width, d.Height, d.Left, d.Top, d.StepX, d.StepY, d.Placement, d.CodeSize, d.Level, d.ShowName, d.ShowNumbers, d.ShowClaim, d.Line);
    }

    /// <summary>Lists the designs of labels, by name.</summary>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/label-designs
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Rating plate", "sheet": "L7160", "paperWidth": 210, "paperHeight": 297, "columns": 3, "rows": 7, "width": 63.5, "height": 38.1, "left": 7.2, "top": 15.15, "stepX": 66.04, "stepY": 38.1, "placement": "product", "codeSize": 30, "level": "q", "showName": true, "showNumbers": true, "showClaim": false, "line": null}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(AppDb db, CancellationToken ct, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, 1, out var mark)) is { } wrong) return wrong;
        var from = mark?[0] ?? "";
        var designs = await db.Set<LabelDesign>().AsNoTracking().Where(d => string.Compare(d.Name, from) > 0).OrderBy(d => d.Name).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(designs, limit, Item.Of, d => PageMark.Of(d.Name)));
    }

    /// <summary>Shows the design of a label.</summary>
    /// <example>
    /// GET /api/v1/label-designs/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Rating plate", "sheet": "L7160", "paperWidth": 210, "paperHeight": 297, "columns": 3, "rows": 7, "width": 63.5, "height": 38.1, "left": 7.2, "top": 15.15, "stepX": 66.04, "stepY": 38.1, "placement": "product", "codeSize": 30, "level": "q", "showName": true, "showNumbers": true, "showClaim": false, "line": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> One(Guid id, AppDb db, CancellationToken ct) =>
        await db.Set<LabelDesign>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is { } design ? TypedResults.Ok(Item.Of(design)) : NotThere;

    static ProblemHttpResult NotThere => Problems.NotFound("There is no such design.");

    /// <summary>Keeps a new design of a label.</summary>
    /// <response code="201">The design; its address is in Location.</response>
    /// <response code="422">Names the field that is not right, and the remedy: also where the symbol would be too small for scanners.</response>
    /// <example>
    /// POST /api/v1/label-designs
    /// {"name": "Rating plate", "sheet": "L7160", "placement": "product", "codeSize": 30}
    /// 201
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Rating plate", "sheet": "L7160", "paperWidth": 210, "paperHeight": 297, "columns": 3, "rows": 7, "width": 63.5, "height": 38.1, "left": 7.2, "top": 15.15, "stepX": 66.04, "stepY": 38.1, "placement": "product", "codeSize": 30, "level": "q", "showName": true, "showNumbers": true, "showClaim": false, "line": null}
    /// </example>
    internal static async Task<Results<Created<Item>, ProblemHttpResult>> Add(SaveDesign.Input input, SaveDesign save, CancellationToken ct)
    {
        var (design, errors) = await save.Handle(null, input, ct);
        return design is null ? Problems.Fields(errors) : TypedResults.Created($"/api/v1/label-designs/{design.Id}", Item.Of(design));
    }

    /// <summary>Changes the design of a label.</summary>
    /// <example>
    /// PUT /api/v1/label-designs/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// {"name": "Rating plate, large", "sheet": "L7160", "placement": "product", "codeSize": 32}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Rating plate, large", "sheet": "L7160", "paperWidth": 210, "paperHeight": 297, "columns": 3, "rows": 7, "width": 63.5, "height": 38.1, "left": 7.2, "top": 15.15, "stepX": 66.04, "stepY": 38.1, "placement": "product", "codeSize": 32, "level": "q", "showName": true, "showNumbers": true, "showClaim": false, "line": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Change(Guid id, SaveDesign.Input input, SaveDesign save, CancellationToken ct)
    {
        var (design, errors) = await save.Handle(id, input, ct);
        return design is not null ? TypedResults.Ok(Item.Of(design)) : errors.Count > 0 ? Problems.Fields(errors) : NotThere;
    }

    /// <summary>Removes the design of a label.</summary>
    /// <response code="200">The design as it was.</response>
    /// <example>
    /// DELETE /api/v1/label-designs/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Rating plate", "sheet": "L7160", "paperWidth": 210, "paperHeight": 297, "columns": 3, "rows": 7, "width": 63.5, "height": 38.1, "left": 7.2, "top": 15.15, "stepX": 66.04, "stepY": 38.1, "placement": "product", "codeSize": 30, "level": "q", "showName": true, "showNumbers": true, "showClaim": false, "line": null}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Remove(Guid id, SaveDesign save, CancellationToken ct) =>
        await save.Remove(id, ct) is { } design ? TypedResults.Ok(Item.Of(design)) : NotThere;
}
