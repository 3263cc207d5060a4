namespace Nameplate.Gs1;

/// <summary>A Global Trade Item Number: always 14 digits, the last of which is the right check digit.</summary>
public readonly record struct Gtin
{
    internal const int Length = 14;
    private const string Unset = "00000000000000";

    private readonly string? _value;

    private Gtin(string value) => _value = value;

    /// <summary>14 digits, for example 09506000134352.</summary>
    public string Value => _value ?? Unset;

    /// <summary>As it is printed on a trade item: 8, 12, 13 or 14 digits, the fewest that hold it.</summary>
    public string Printed => Value[^PrintedLength..];

    /// <summary>8, 12, 13 or 14.</summary>
    public int PrintedLength => Value.AsSpan().IndexOfAnyExcept('0') switch
    {
        0 => 14,
        1 => 13,
        >= 2 and < 6 => 12,
        _ => 8,
    };

    /// <summary>Reads a GTIN of 8, 12, 13 or 14 digits and fills it to 14. Nothing is trimmed.</summary>
    public static bool TryParse(string? text, out Gtin gtin)
    {
        if (text is null || !IsPrintedLength(text.Length) || !CheckDigit.IsRight(text))
        {
            gtin = default;
            return false;
        }

        gtin = new Gtin(text.PadLeft(Length, '0'));
        return true;
    }

    /// <summary>Null when <paramref name="text"/> is a GTIN; else one sentence: what is wrong, and what would be right.</summary>
    public static string? Explain(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "The GTIN is missing: write its 8, 12, 13 or 14 digits.";
        if (CharacterSet.Digits.Fault(text) is { } stranger)
            return $"This is not a GTIN: {stranger}.";
        if (!IsPrintedLength(text.Length))
            return $"A GTIN has 8, 12, 13 or 14 digits, and this one has {text.Length}.";

        var right = CheckDigit.Of(text.AsSpan(0, text.Length - 1));
        return text[^1] == right
            ? null
            : $"The last digit of {text} should be {right}: {text.AsSpan(0, text.Length - 1)}{right} would be right, or another digit was mistyped.";
    }

    /// <summary>The 14 digits.</summary>
    public override string ToString() => Value;

    /// <summary>The lengths in which GTINs are printed: GTIN-8, GTIN-12 (UPC), GTIN-13 (EAN), GTIN-14.</summary>
    internal static bool IsPrintedLength(int length) => length is 8 or 12 or 13 or 14;

    /// <summary>For a value whose length and check digit were already checked.</summary>
    internal static Gtin Checked(string value) => new(value);
}
