namespace Nameplate.Commerce.Fitment;

/// <summary>
/// The order of serials: behind a common prefix the digits count as a number, so that A999 comes before A1000;
/// without a common prefix, or where something else than digits follows it, character by character.
/// </summary>
internal static class SerialOrder
{
    /// <summary>Both ends belong to the range; a missing end is open.</summary>
    public static bool IsBetween(string serial, string? from, string? to) =>
        (from is null || Compare(serial, from) >= 0) && (to is null || Compare(serial, to) <= 0);

    public static int Compare(string a, string b)
    {
        var prefix = a.AsSpan().CommonPrefixLength(b);
        while (prefix > 0 && char.IsAsciiDigit(a[prefix - 1])) prefix--;      // a number is not cut in two: A100 and A1500 share “A”
        var left = a.AsSpan(prefix);
        var right = b.AsSpan(prefix);
        return prefix > 0 && IsNumber(left) && IsNumber(right) ? CompareNumbers(left, right) : string.CompareOrdinal(a, b);
    }

    static bool IsNumber(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Of any length: 20 digits do not fit a long.</summary>
    internal static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}

/// <summary>The order of firmware versions: numbers between dots, so that 2.9 comes before 2.10; a missing number is 0.</summary>
internal static class FirmwareOrder
{
    public static bool IsBetween(string? firmware, string? from, string? to) =>
        (from is null && to is null) || (firmware is not null && (from is null || Compare(firmware, from) >= 0) && (to is null || Compare(firmware, to) <= 0));

    public static int Compare(string a, string b)
    {
        string[] left = Numbers(a), right = Numbers(b);
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var (x, y) = (i < left.Length ? left[i] : "0", i < right.Length ? right[i] : "0");
            var order = x.All(char.IsAsciiDigit) && y.All(char.IsAsciiDigit) ? SerialOrder.CompareNumbers(x, y) : string.CompareOrdinal(x, y);
            if (order != 0) return order;
        }
        return 0;
    }

    static string[] Numbers(string version) => version.Trim().TrimStart('v', 'V').Split('.');
}
