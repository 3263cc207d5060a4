namespace Nameplate.Resolver.MakerLinks;

/// <summary>What of a model a link is for: one serial; a lot, of one variant or of all; a variant; or, naming none of them, everything.</summary>
internal readonly record struct LinkScope(string? Variant, string? Lot, string? Serial)
{
    public static LinkScope Model => default;

    /// <summary>Behind the GTIN: <c>/22/V1/10/L1</c>.</summary>
    public string Path => Part("22", Variant) + Part("10", Lot) + Part("21", Serial);

    /// <summary>All that hold for a code, the nearest first: a serial outranks a lot, a lot a variant. GS1-Conformant Resolver Standard, 2.5.9.</summary>
    public static IEnumerable<LinkScope> Of(string? variant, IReadOnlyCollection<string> lots, string? serial)
    {
        if (serial is not null) yield return new(null, null, serial);
        if (variant is not null)
            foreach (var lot in lots) yield return new(variant, lot, null);
        foreach (var lot in lots) yield return new(null, lot, null);
        if (variant is not null) yield return new(variant, null, null);
        yield return Model;
    }

    static string Part(string ai, string? value) => value is null ? "" : $"/{ai}/{Uri.EscapeDataString(value)}";
}
