namespace Nameplate.Platform.Imports;

/// <summary>
/// A spreadsheet takes a value that begins with = + - @, a tab or a line break for a formula and runs it. Our files put an apostrophe in front of such a value,
/// and one more in front of apostrophes that precede it; an import takes one off again. So what is exported comes back as it was.
/// </summary>
public static class FormulaGuard
{
    static readonly System.Buffers.SearchValues<char> Formula = System.Buffers.SearchValues.Create("=+-@\t\r");

    public static string? On(string? value) => value is { Length: > 0 } && Begins(value.AsSpan().TrimStart('\'')) ? "'" + value : value;

    /// <summary>The value bears a guard.</summary>
    public static bool IsOn(ReadOnlySpan<char> value) => value is ['\'', ..] && Begins(value.TrimStart('\''));

    static bool Begins(ReadOnlySpan<char> value) => value.Length > 0 && Formula.Contains(value[0]);
}
