using System.Globalization;

namespace Nameplate.Analytics.Tests.Reference;

/// <summary>Import files read back into memory, all of them at once, for the reference figures. A file that is missing has no rows.</summary>
internal sealed record ReferenceHistory(
    IReadOnlyList<ReferenceUnit> Units,
    IReadOnlyList<ReferenceSale> Sales,
    IReadOnlyList<ReferenceRegistration> Registrations,
    IReadOnlyList<ReferenceOrderLine> OrderLines,
    IReadOnlyList<ReferenceTouch> Touches,
    IReadOnlyList<ReferenceAction> Actions)
{
    public static ReferenceHistory Read(string folder) => new(
        [.. Rows(folder, "units").Select(row => new ReferenceUnit(Unit(row)!, Time(row, "shipped_on"), Cell(row, "status") == "test"))],
        [.. Rows(folder, "sales").Select(row => new ReferenceSale(Unit(row)!, Time(row, "sold_on")!.Value))],
        [.. Rows(folder, "registrations").Select(row => new ReferenceRegistration(Unit(row)!, Owner(row)!, Time(row, "registered_at")!.Value, Time(row, "purchased_on"))
        {
            Named = Cell(row, "name").Length > 0, Placed = Cell(row, "country").Length > 0 || Cell(row, "region").Length > 0,
        })],
        [.. Rows(folder, "orders").Select(row => new ReferenceOrderLine(
            Cell(row, "order_ref"), Time(row, "ordered_at")!.Value, Cell(row, "channel"), Cell(row, "kind"),
            decimal.Parse(Cell(row, "quantity"), CultureInfo.InvariantCulture) * decimal.Parse(Cell(row, "unit_price"), CultureInfo.InvariantCulture),
            Cell(row, "currency"), Owner(row), Unit(row)))],
        [
            // Reading: a scan in no placement, and one from no known device, counts; a poster's, a program's and the maker's own people's do not.
            .. Rows(folder, "scans").Where(row => Cell(row, "device") is not ("bot" or "staff") && Cell(row, "placement") != "promotion").Select(row => new ReferenceTouch(IsScan: true, null, Unit(row), Time(row, "scanned_at")!.Value)),
            .. Rows(folder, "visits").Select(row => new ReferenceTouch(IsScan: false, Owner(row), Unit(row), Time(row, "visited_at")!.Value)),
            .. Rows(folder, "sessions").Select(row => new ReferenceTouch(IsScan: false, Owner(row), Unit(row), Time(row, "started_at")!.Value)),
        ],
        [.. Rows(folder, "actions").Select(row => new ReferenceAction(Owner(row)!, Time(row, "acted_at")!.Value))]);

    private static List<Dictionary<string, string>> Rows(string folder, string kind)
    {
        var path = Path.Combine(folder, kind + ".csv");
        return File.Exists(path) ? ReadCsv.Rows(path) : [];
    }

    private static string Cell(Dictionary<string, string> row, string column) => row.GetValueOrDefault(column, "");

    private static DateTimeOffset? Time(Dictionary<string, string> row, string column) =>
        Cell(row, column) is { Length: > 0 } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : null;

    // A GTIN of any length names the same product as its 14 digits; a serial is case-sensitive.
    private static string? Unit(Dictionary<string, string> row) =>
        Cell(row, "serial") is { Length: > 0 } serial ? $"{Cell(row, "gtin").PadLeft(14, '0')} {serial}" : null;

    private static string? Owner(Dictionary<string, string> row) =>
        Cell(row, "email") is { Length: > 0 } email ? email.ToUpperInvariant() : null;
}

internal sealed record ReferenceUnit(string Unit, DateTimeOffset? ShippedOn, bool IsTest);

internal sealed record ReferenceSale(string Unit, DateTimeOffset SoldOn);

internal sealed record ReferenceRegistration(string Unit, string Owner, DateTimeOffset RegisteredAt, DateTimeOffset? PurchasedOn)
{
    public bool Named { get; init; }

    public bool Placed { get; init; }
}

internal sealed record ReferenceTouch(bool IsScan, string? Email, string? Unit, DateTimeOffset At);

internal sealed record ReferenceAction(string Owner, DateTimeOffset At);

internal sealed record ReferenceOrderLine(string Order, DateTimeOffset OrderedAt, string Channel, string Kind, decimal Amount, string Currency, string? Email, string? Unit);
