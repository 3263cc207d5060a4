using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;

namespace Nameplate.Products.Labels;

/// <summary>Keeps a label's design, new or changed. A symbol that scanners would not read is refused.</summary>
internal sealed class SaveDesign(AppDb db, CurrentBrand brand, Links links, TimeProvider clock, IStringLocalizer<Texts> words)
{
    const int LongestName = 60, LongestLine = 60;

    /// <summary>A label. Lengths are millimetres.</summary>
    /// <param name="Sheet">A usual sheet, such as <c>L7160</c>, or <c>free</c> with all lengths given.</param>
    /// <param name="Placement">Where its code is met: <c>product</c>, <c>box</c>, <c>insert</c>, <c>guide</c>, <c>promotion</c> or <c>nfc</c>. The address carries it as <c>pl</c>.</param>
    /// <param name="CodeSize">Edge of the symbol with its quiet zone.</param>
    /// <param name="Level">How much of the symbol may be lost: <c>l</c>, <c>m</c>, <c>q</c> or <c>h</c>.</param>
    /// <param name="ShowClaim">The claim code, where the serial can be guessed: for what lies inside the box only.</param>
    /// <param name="Line">A line of one’s own.</param>
    internal sealed record Input(
        string? Name, string? Sheet, decimal? CodeSize, CodePlacement? Placement = null, SymbolLevel Level = SymbolLevel.Q, bool ShowName = true, bool ShowNumbers = true, bool ShowClaim = false, string? Line = null,
        decimal? PaperWidth = null, decimal? PaperHeight = null, int? Columns = null, int? Rows = null, decimal? Width = null, decimal? Height = null, decimal? Left = null, decimal? Top = null, decimal? StepX = null, decimal? StepY = null);

    /// <summary>The design as it would be, and what is wrong with it.</summary>
    internal (LabelDesign? Design, IReadOnlyList<FieldError> Errors) Read(Input input)
    {
        List<FieldError> errors = [];
        if (input.Name?.Trim() is not { Length: > 0 and <= LongestName }) errors.Add(new("name", words["Wrong.DesignName", LongestName]));
        if (input.Line is { Length: > LongestLine }) errors.Add(new("line", words["Wrong.Long", LongestLine]));
        var sheet = input.Sheet == SheetSize.Free ? Own(input, errors) : SheetSize.Find(input.Sheet);
        if (input.Sheet != SheetSize.Free && sheet is null) errors.Add(new("sheet", words["Wrong.Sheet", string.Join(", ", SheetSize.Usual.Select(s => s.Key))]));
        if (sheet is null) return (null, errors);
        var design = LabelDesign.On(sheet, new()
        {
            BrandId = brand.Id, Name = input.Name?.Trim() ?? "", Sheet = "", Placement = input.Placement, CodeSize = input.CodeSize ?? 0, Level = input.Level, CreatedAt = clock.GetUtcNow(),
            ShowName = input.ShowName, ShowNumbers = input.ShowNumbers, ShowClaim = input.ShowClaim, Line = input.Line?.Trim() is { Length: > 0 } line ? line : null,
        });
        if (design.CodeSize > Math.Min(design.Width, design.Height) || design.CodeSize <= 0) errors.Add(new("codeSize", words["Wrong.CodeSize", Math.Min(design.Width, design.Height)]));
        else if (ModuleSize.Of(design, SampleLink(design)) < ModuleSize.Least) errors.Add(new("codeSize", words["Wrong.CodeTooSmall", ModuleSize.LeastCode(design, SampleLink(design)), ModuleSize.Least]));
        return (design, errors);
    }

    internal string SampleLink(LabelDesign design) => Code.Of(links.Base, Sample, design.Placement);

    internal static readonly UnitKey Sample = new("09506000134352", "7Q4MKX2PV9TNA");

    SheetSize? Own(Input i, List<FieldError> errors)
    {
        var before = errors.Count;
        foreach (var (field, value, least, most) in new (string, decimal?, decimal, decimal)[]
        {
            ("paperWidth", i.PaperWidth, 10, 1500), ("paperHeight", i.PaperHeight, 10, 1500), ("columns", i.Columns, 1, 50), ("rows", i.Rows, 1, 100), ("width", i.Width, 5, 1500), ("height", i.Height, 5, 1500),
            ("left", i.Left ?? 0, 0, 500), ("top", i.Top ?? 0, 0, 500), ("stepX", i.StepX ?? i.Width, 5, 1500), ("stepY", i.StepY ?? i.Height, 5, 1500),
        })
            if (value is null || value < least || value > most) errors.Add(new(field, words["Wrong.Between", least, most]));
        if (errors.Count > before) return null;
        var sheet = new SheetSize(SheetSize.Free, i.PaperWidth!.Value, i.PaperHeight!.Value, i.Columns!.Value, i.Rows!.Value, i.Width!.Value, i.Height!.Value, i.Left ?? 0, i.Top ?? 0, i.StepX ?? i.Width.Value, i.StepY ?? i.Height.Value);
        if (sheet.StepX < sheet.Width && sheet.Columns > 1) errors.Add(new("stepX", words["Wrong.Step"]));
        if (sheet.StepY < sheet.Height && sheet.Rows > 1) errors.Add(new("stepY", words["Wrong.Step"]));
        if (sheet.Left + ((sheet.Columns - 1) * sheet.StepX) + sheet.Width > sheet.PaperWidth) errors.Add(new("paperWidth", words["Wrong.Beyond"]));
        if (sheet.Top + ((sheet.Rows - 1) * sheet.StepY) + sheet.Height > sheet.PaperHeight) errors.Add(new("paperHeight", words["Wrong.Beyond"]));
        return errors.Count > before ? null : sheet;
    }

    /// <param name="id">Of the design that is changed; a new one without.</param>
    /// <returns>The design; null with what is wrong; null without errors when there is none of that id.</returns>
    internal async Task<(LabelDesign? Design, IReadOnlyList<FieldError> Errors)> Handle(Guid? id, Input input, CancellationToken ct)
    {
        var (read, errors) = Read(input);
        var known = id is null ? null : await db.Set<LabelDesign>().SingleOrDefaultAsync(d => d.Id == id, ct);
        if (id is not null && known is null) return (null, []);
        if (read is not null && errors.Count == 0 && await db.Set<LabelDesign>().AnyAsync(d => d.Name == read.Name && d.Id != id, ct)) errors = [new("name", words["Wrong.DesignThere"])];
        if (read is null || errors.Count > 0) return (null, errors);
        if (known is null) db.Add(known = read);
        else known.Take(read);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return (null, []); }      // removed just now
        catch (DbUpdateException error) when (db.Dialect.IsDuplicateKey(error)) { return (null, [new("name", words["Wrong.DesignThere"])]); }
        return (known, []);
    }

    /// <returns>The design as it was; null when there is none of that id.</returns>
    internal async Task<LabelDesign?> Remove(Guid id, CancellationToken ct)
    {
        if (await db.Set<LabelDesign>().SingleOrDefaultAsync(d => d.Id == id, ct) is not { } design) return null;
        db.Remove(design);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException)      // somebody was quicker
        {
            db.ChangeTracker.Clear();
            return null;
        }
        return design;
    }
}
