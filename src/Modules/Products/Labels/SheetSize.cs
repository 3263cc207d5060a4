using System.Globalization;

namespace Nameplate.Products.Labels;

/// <summary>A sheet of labels as it is sold, in millimetres.</summary>
/// <param name="Key">By the number on its box; <c>free</c> is one's own.</param>
/// <param name="Left">From the edge of the paper to the first label.</param>
/// <param name="StepX">From the left edge of a label to that of the next.</param>
internal sealed record SheetSize(string Key, decimal PaperWidth, decimal PaperHeight, int Columns, int Rows, decimal Width, decimal Height, decimal Left, decimal Top, decimal StepX, decimal StepY)
{
    public const string Free = "free";

    /// <summary>The usual ones: Avery's numbers, which other makers print on their boxes too.</summary>
    public static readonly IReadOnlyList<SheetSize> Usual =
    [
        new("a4-3x10", 210, 297, 3, 10, 63.5m, 29.7m, 9.75m, 0, 63.5m, 29.7m),
        new("L7159", 210, 297, 3, 8, 63.5m, 33.9m, 7.2m, 12.9m, 66.04m, 33.9m),
        new("L7160", 210, 297, 3, 7, 63.5m, 38.1m, 7.2m, 15.15m, 66.04m, 38.1m),
        new("L7161", 210, 297, 3, 6, 63.5m, 46.6m, 7.2m, 8.7m, 66.04m, 46.6m),
        new("L7162", 210, 297, 2, 8, 99.1m, 33.9m, 4.65m, 12.9m, 101.6m, 33.9m),
        new("L7163", 210, 297, 2, 7, 99.1m, 38.1m, 4.65m, 15.15m, 101.6m, 38.1m),
        new("L7120", 210, 297, 5, 7, 35, 35, 7.5m, 11, 40, 40),
        new("L7121", 210, 297, 4, 5, 45, 45, 7.5m, 26, 50, 50),
        new("5160", 215.9m, 279.4m, 3, 10, 66.675m, 25.4m, 4.7625m, 12.7m, 69.85m, 25.4m),
        new("5163", 215.9m, 279.4m, 2, 5, 101.6m, 50.8m, 3.96875m, 12.7m, 106.3625m, 50.8m),
        new("roll-50x25", 50, 25, 1, 1, 50, 25, 0, 0, 50, 25),
        new("roll-40x40", 40, 40, 1, 1, 40, 40, 0, 0, 40, 40),
    ];

    public static SheetSize? Find(string? key) => Usual.FirstOrDefault(s => s.Key == key);

    public string Title => Key switch
    {
        "a4-3x10" => "A4 · 3 × 10 · 63.5 × 29.7 mm",
        _ when Columns * Rows == 1 => string.Create(CultureInfo.CurrentCulture, $"{Width:0.#} × {Height:0.#} mm"),
        _ => string.Create(CultureInfo.CurrentCulture, $"Avery {Key} · {(Key[0] == 'L' ? "A4" : "Letter")} · {Columns} × {Rows} · {Width:0.#} × {Height:0.#} mm"),
    };
}
