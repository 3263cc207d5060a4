namespace Nameplate.Products;

/// <summary>What is counted of the units of a lot.</summary>
public enum LotFigure
{
    /// <summary>Units with an owner.</summary>
    Registered,
    /// <summary>Scans of them.</summary>
    Scans,
    /// <summary>Signals that are open or confirmed.</summary>
    Signals,
}

/// <summary>Counts something of units that a module downstream knows.</summary>
public interface ILotFigure
{
    LotFigure Kind { get; }

    /// <returns>How many of each unit; a unit without any may be missing.</returns>
    Task<IReadOnlyDictionary<Guid, int>> Of(IReadOnlyList<ProductUnit> units, CancellationToken ct);
}
