namespace Nameplate.Products;

/// <summary>Models were added or changed.</summary>
public sealed record ModelsRecorded(IReadOnlyList<ModelRecorded> Models);
public sealed record ModelRecorded(string Gtin, string Name, string Category);

/// <summary>Units were minted, imported or changed; each with what is true of it now.</summary>
public sealed record UnitsRecorded(IReadOnlyList<UnitRecorded> Units);
public sealed record UnitRecorded(Guid Unit, string Gtin, string Serial, string? Lot, string? Market, DateTimeOffset? ShippedOn, UnitStatus Status);

/// <summary>The code of another label leads to the unit from now on.</summary>
public sealed record CodeBound(Guid Unit, string Gtin, string Serial);

/// <summary>The code of a label was withdrawn: misprinted, lost, or copied.</summary>
/// <param name="Unit">Null where it was on no unit yet.</param>
public sealed record CodeVoided(Guid? Unit, string Gtin, string Serial);

/// <summary>A unit's label was printed once more, with the same code.</summary>
public sealed record LabelReprinted(Guid Unit, string Gtin, string Serial);
