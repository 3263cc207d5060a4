using System.Text.Json.Serialization;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Products;

/// <summary>What was made: the questions other modules ask.</summary>
public interface IProducts
{
    /// <summary>The brand that recorded this GTIN-14. Asked before the brand is known.</summary>
    ValueTask<Guid?> BrandOf(string gtin, CancellationToken ct);

    Task<ProductModel?> Model(string gtin, CancellationToken ct);
    Task<IReadOnlyList<ProductModel>> Models(CancellationToken ct);
    /// <summary>Those of the models that are on record, by GTIN, in one query.</summary>
    Task<IReadOnlyDictionary<string, ProductModel>> Models(IReadOnlyCollection<string> gtins, CancellationToken ct);
    /// <summary>The unit that bears this serial, or a label with it.</summary>
    Task<ProductUnit?> Unit(string gtin, string serial, CancellationToken ct);
    Task<ProductUnit?> Unit(Guid id, CancellationToken ct);
    /// <summary>Those of the units that are on record, in two queries, by the serials they were asked by.</summary>
    Task<IReadOnlyDictionary<UnitKey, ProductUnit>> Units(IReadOnlyCollection<UnitKey> keys, CancellationToken ct);
    /// <summary>Only who they are, which costs a fraction of it.</summary>
    Task<IReadOnlyDictionary<UnitKey, Guid>> UnitIds(IEnumerable<UnitKey> keys, CancellationToken ct);
    Task<IReadOnlyDictionary<Guid, ProductUnit>> Units(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The units that bear one of these serials, whatever their model; a few of each at most.</summary>
    Task<IReadOnlyList<ProductUnit>> UnitsBySerial(IReadOnlyCollection<string> serials, CancellationToken ct);

    /// <summary>Units of some lots of a model, piece by piece.</summary>
    IAsyncEnumerable<IReadOnlyList<ProductUnit>> UnitsOfLots(string gtin, IReadOnlyCollection<string> lots, int piece, CancellationToken ct);

    /// <summary>Serials of further labels of these units, by unit: void ones too, for somebody may scan them still.</summary>
    Task<ILookup<Guid, string>> Labels(IReadOnlyCollection<Guid> units, CancellationToken ct);
    /// <summary>Those of the codes that were printed for units in the field and are on none yet.</summary>
    Task<IReadOnlySet<UnitKey>> Unbound(IReadOnlyCollection<UnitKey> codes, CancellationToken ct);

    /// <summary>Whether units of the brand are marked as shipped; where none is, a missing day of shipment says nothing.</summary>
    Task<bool> KeepsShipments(CancellationToken ct);

    /// <summary>Every unit by GTIN and serial, piece by piece: no query lasts longer than a piece.</summary>
    IAsyncEnumerable<IReadOnlyList<ProductUnit>> AllUnits(int piece, CancellationToken ct);
}

/// <summary>Whose a GTIN is: a look-up without a scope, for every scan.</summary>
public interface IGtinOwners
{
    /// <summary>The brand that recorded this GTIN-14; null when none did.</summary>
    ValueTask<Guid?> BrandOf(string gtin, CancellationToken ct);
}

/// <summary>A model as other modules and pages see it.</summary>
/// <param name="Gtin">GTIN-14.</param>
/// <param name="WarrantyMonths">The maker's own promise, in calendar months from purchase.</param>
/// <param name="StatutoryMonths">Where the model has a term of its own instead of the country's.</param>
public sealed record ProductModel(
    string Gtin, string Name, string Model, string Category, string? Description, string? ImageUrl, decimal? ListPrice, string? Currency,
    int? WarrantyMonths, int? StatutoryMonths, string? ConsumableNote, string? ManualUrl, string? SetupUrl);

public enum UnitStatus { Minted, Shipped, Sold, InService, InRepair, Replaced, Returned, Refurbished, EndOfLife, Test }

/// <summary>One unit as other modules and pages see it.</summary>
public sealed record ProductUnit(
    Guid Id, string Gtin, string Serial, string? Lot, DateOnly? ProducedOn, DateTimeOffset? ShippedOn, string? Market, string? Firmware, UnitStatus Status)
{
    public UnitKey Key => new(Gtin, Serial);

    /// <summary>The serial its label carries, where that is not its own.</summary>
    public string? Label { get; init; }

    /// <summary>What its label carries: where its owner gets to, and what is printed on paper.</summary>
    public UnitKey Code => new(Gtin, Label ?? Serial);
}

/// <summary>Something that happened to a unit: one line of its timeline. It names no person.</summary>
/// <param name="Text">In the reader's language.</param>
public sealed record HistoryEntry(DateTimeOffset At, string Kind, string Text)
{
    /// <summary>A quieter second line.</summary>
    public string? Detail { get; init; }
    [JsonIgnore] public HistoryTopic Topic { get; init; }
    /// <summary>The console's page that shows more.</summary>
    [JsonIgnore] public string? Href { get; init; }
    /// <summary>Good, busy, bad or nothing.</summary>
    [JsonIgnore] public string? Tone { get; init; }
    /// <summary>The day is all that is known.</summary>
    [JsonIgnore] public bool IsWholeDay { get; init; }
}

/// <summary>What a line of a timeline is about.</summary>
public enum HistoryTopic { Making, States, Owners, Cover, Orders, Scans, Signals, Support }

/// <summary>What a module knows of a unit's life.</summary>
public interface IHistory
{
    Task<IReadOnlyList<HistoryEntry>> Of(ProductUnit unit, CancellationToken ct);
}

/// <summary>What a module shows of a unit beside its life in the console, such as why it looks suspicious.</summary>
public interface IUnitPart
{
    /// <returns>Null where there is nothing to say.</returns>
    Task<GlancePart?> Of(ProductUnit unit, CancellationToken ct);
}

/// <summary>A run of serials to be minted; see <see cref="IMinting"/>.</summary>
public sealed record MintOrder(string Gtin, int Count, string? Lot = null, DateOnly? ProducedOn = null, string? Market = null, string? Firmware = null)
{
    /// <summary>In front of numbers that count up, instead of serials nobody guesses.</summary>
    public string? Prefix { get; init; }
    /// <summary>The first number.</summary>
    public long? Start { get; init; }
    public int? Digits { get; init; }
    /// <summary>The maker's own serials.</summary>
    public IReadOnlyList<string>? Serials { get; init; }
    /// <summary>Codes for units in the field, which are bound later.</summary>
    public bool ForField { get; init; }
}

/// <summary>Mints in this process, for the command line.</summary>
public interface IMinting
{
    /// <returns>The run's id.</returns>
    /// <exception cref="ArgumentException">The order is not right; the message says what would be.</exception>
    Task<Guid> Mint(MintOrder order, Action<int, int> progress, CancellationToken ct);

    /// <summary>Goes on with runs whose process was killed.</summary>
    /// <returns>How many there were.</returns>
    Task<int> GoOn(Action<int, int> progress, CancellationToken ct);

    /// <summary>The unit's code as text, for a terminal.</summary>
    string CodeAsText(string link);
}

/// <summary>Labels of a run, for the command line.</summary>
public interface ILabels
{
    /// <summary>Writes sheets of labels as PDF.</summary>
    /// <param name="design">Its name; A4, three by ten without one.</param>
    /// <exception cref="ArgumentException">It cannot be; the message says why.</exception>
    Task Write(Guid mint, string? design, Stream output, CancellationToken ct);
}
