namespace Nameplate.Products;

public enum ClaimAnswer
{
    /// <summary>The serial cannot be guessed: whoever has it has seen the unit.</summary>
    NotNeeded,
    Right, Wrong,
    /// <summary>Too many wrong ones were tried; ask again in an hour.</summary>
    TooMany,
}

/// <summary>
/// Serials that can be guessed, because they count up or are the maker's own, prove nothing. For personal actions such units have a claim code, printed inside the box.
/// </summary>
public interface IClaimCodes
{
    /// <summary>The unit's serial can be guessed.</summary>
    Task<bool> AreNeededFor(ProductUnit unit, CancellationToken ct);

    /// <summary>A code was made for its box: its serial came from a run here, and can be guessed.</summary>
    Task<bool> ArePrintedFor(ProductUnit unit, CancellationToken ct);

    /// <summary>Checks what was typed. Wrong ones are counted, for all nodes together.</summary>
    Task<ClaimAnswer> Check(ProductUnit unit, string? typed, CancellationToken ct);
}
