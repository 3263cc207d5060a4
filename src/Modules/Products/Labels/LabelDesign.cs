using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Products.Codes;

namespace Nameplate.Products.Labels;

/// <summary>How a brand prints its labels: the sheet, what stands on a label, and where the label is going to be met.</summary>
internal sealed class LabelDesign : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Name { get; set; }
    /// <summary>Of <see cref="SheetSize.Usual"/>, or <c>free</c>.</summary>
    public required string Sheet { get; set; }
    public decimal PaperWidth { get; set; }
    public decimal PaperHeight { get; set; }
    public int Columns { get; set; }
    public int Rows { get; set; }
    public decimal Width { get; set; }
    public decimal Height { get; set; }
    public decimal Left { get; set; }
    public decimal Top { get; set; }
    public decimal StepX { get; set; }
    public decimal StepY { get; set; }
    /// <summary>Null: the address says nothing of it, and the symbol is at its smallest.</summary>
    public CodePlacement? Placement { get; set; }
    /// <summary>Edge of the symbol with its quiet zone, in millimetres.</summary>
    public decimal CodeSize { get; set; }
    public SymbolLevel Level { get; set; } = SymbolLevel.Q;
    public bool ShowName { get; set; } = true;
    /// <summary>GTIN and serial as people read them.</summary>
    public bool ShowNumbers { get; set; } = true;
    /// <summary>For what lies inside the box only.</summary>
    public bool ShowClaim { get; set; }
    /// <summary>A line of one's own.</summary>
    public string? Line { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public int OnSheet => Columns * Rows;

    public SheetSize Size => new(Sheet, PaperWidth, PaperHeight, Columns, Rows, Width, Height, Left, Top, StepX, StepY);

    /// <summary>Becomes as another is.</summary>
    public void Take(LabelDesign other)
    {
        On(other.Size, this);
        (Name, Placement, CodeSize, Level, ShowName, ShowNumbers, ShowClaim, Line) = (other.Name, other.Placement, other.CodeSize, other.Level, other.ShowName, other.ShowNumbers, other.ShowClaim, other.Line);
    }

    /// <summary>What is printed as long as nobody designed anything.</summary>
    public static LabelDesign Usual { get; } = On(SheetSize.Usual[0], new() { Name = "", Sheet = "", CodeSize = 24 });

    public static LabelDesign On(SheetSize sheet, LabelDesign design)
    {
        (design.Sheet, design.PaperWidth, design.PaperHeight, design.Columns, design.Rows, design.Width, design.Height) = (sheet.Key, sheet.PaperWidth, sheet.PaperHeight, sheet.Columns, sheet.Rows, sheet.Width, sheet.Height);
        (design.Left, design.Top, design.StepX, design.StepY) = (sheet.Left, sheet.Top, sheet.StepX, sheet.StepY);
        return design;
    }
}

internal sealed class LabelDesignMap : IEntityTypeConfiguration<LabelDesign>
{
    public void Configure(EntityTypeBuilder<LabelDesign> d)
    {
        d.ToTable("products_label_design").HasKey(x => new { x.BrandId, x.Id });
        d.HasIndex(x => new { x.BrandId, x.Name }).IsUnique();
        d.Ignore(x => x.OnSheet).Ignore(x => x.Size);
    }
}
