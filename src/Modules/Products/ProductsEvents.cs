namespace Nameplate.Products;

/// <summary>Models were added or changed.</summary>
public sealed record ModelsRecorded(IReadOnlyList<ModelRecorded> Models);
public sealed record ModelRecorded(string Gtin, string Name, string Category);

/// <summary>Units were minted, imported or changed; each with what is true of it now.</summary>
public sealed record UnitsRecorded(IReadOnlyList<UnitRecorded> Units);
public sealed record UnitRecorded(Guid Unit, string Gtin, string Serial, string? Lot, string? Market, DateTimeOffset? ShippedOn, UnitStatus Status);
