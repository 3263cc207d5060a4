namespace Nameplate.Products;

/// <summary>NFC tags that sign what they say: each time such a tag is read its address carries its number, how often it was read, and a signature (NXP’s NTAG 424 DNA, “SUN”).</summary>
public interface ISecureTags
{
    /// <summary>Checks what a tag said and remembers how often it was read. The current brand is the unit’s.</summary>
    Task<TapAnswer> Take(TapMessage said, CancellationToken ct);
}

/// <summary>What the address of a read carries. Nothing here is right until it is checked.</summary>
/// <param name="Uid">The tag’s number in hexadecimal, where it is said openly.</param>
/// <param name="Counter">How often it was read, in hexadecimal, likewise.</param>
/// <param name="Sealed">Both, encrypted, in hexadecimal.</param>
/// <param name="Signature">The signature, in hexadecimal.</param>
/// <param name="Before">The address as it was asked for, from its path to where the signature stands: some tags sign it too.</param>
public sealed record TapMessage(UnitKey Unit, string? Uid, string? Counter, string? Sealed, string Signature, string Before);

public enum TapResult
{
    /// <summary>The brand has no keys such a tag could have, the unit is not on record, or no tag speaks so: nothing can be said.</summary>
    Unknown,
    /// <summary>One of the brand’s tags said so just now, and never before.</summary>
    Genuine,
    /// <summary>It said so before: the address of an earlier read was used again.</summary>
    Repeated,
    /// <summary>No tag of the brand’s made this signature.</summary>
    Forged,
    /// <summary>It is one of the brand’s tags, of another unit.</summary>
    Moved,
}

/// <param name="Unit">Null where it is not on record.</param>
/// <param name="Counter">How often the tag was read, where its signature is right.</param>
/// <param name="Seen">How often it had been read by what was known before.</param>
public sealed record TapAnswer(TapResult Result, ProductUnit? Unit = null, int? Counter = null, int? Seen = null)
{
    /// <summary>It is known that the unit has such a tag, or whose tag it is: a false signature then says more.</summary>
    public bool IsKnownTag { get; init; }
}
