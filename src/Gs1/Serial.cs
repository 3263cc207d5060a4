namespace Nameplate.Gs1;

/// <summary>A serial number (AI 21): 1 to 20 characters of the GS1 set 82.</summary>
public static class Serial
{
    private const int MaxLength = 20;

    public static bool IsValid(string? text) => Explain(text) is null;

    /// <summary>Null when <paramref name="text"/> is a serial; else one sentence: what is wrong, and what is allowed.</summary>
    public static string? Explain(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return $"The serial is missing: write 1 to {MaxLength} characters.";
        if (text.Length > MaxLength)
            return $"A serial has {MaxLength} characters at most, and this one has {text.Length}.";
        return CharacterSet.Set82.Fault(text) is { } stranger ? $"This is not a serial: {stranger}." : null;
    }
}
