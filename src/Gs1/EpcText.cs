namespace Nameplate.Gs1;

/// <summary>
/// Text of known length as an EPC of the second generation holds it: an encoding (3 bits), the number of characters
/// (5 bits), and as few bits for each as the encoding can do with. EPC Tag Data Standard 2.0, 14.5.6.
/// </summary>
internal static class EpcText
{
    private const int Integer = 0, UpperHex = 1, LowerHex = 2, Base64 = 3, Ascii = 4, Code40 = 5;
    private const string Base64Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // the place of a character is its value; the first one only fills up
    private const string Code40Characters = "\0ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789";

    /// <returns>Null when these bits are no text.</returns>
    public static string? Read(ref BitReader bits)
    {
        var encoding = (int)bits.Read(3);
        var length = (int)bits.Read(5);
        if (bits.Failed || length == 0 || encoding > Code40)
            return null;

        Span<char> text = stackalloc char[33];
        text = text[..length];
        if (encoding == Code40)
            return ReadCode40(ref bits, text);
        if (encoding == Integer)
            return ReadInteger(ref bits, text);

        for (var i = 0; i < length; i++)
        {
            text[i] = encoding switch
            {
                UpperHex => "0123456789ABCDEF"[(int)bits.Read(4)],
                LowerHex => "0123456789abcdef"[(int)bits.Read(4)],
                Base64 => Base64Characters[(int)bits.Read(6)],
                _ => (char)bits.Read(7),
            };
        }

        return bits.Failed ? null : text.ToString();
    }

    public static void Write(ref BitWriter bits, ReadOnlySpan<char> text)
    {
        var encoding = Smallest(text);
        bits.Write((uint)encoding, 3);
        bits.Write((uint)text.Length, 5);
        switch (encoding)
        {
            case Integer:
                bits.Write(UInt128.Parse(text, System.Globalization.CultureInfo.InvariantCulture), IntegerWidth(text.Length));
                break;
            case Code40:
                for (var i = 0; i < text.Length; i += 3)
                    bits.Write((uint)((1600 * Value(text, i)) + (40 * Value(text, i + 1)) + Value(text, i + 2) + 1), 16);
                break;
            default:
                foreach (var c in text)
                {
                    if (encoding is Base64)
                        bits.Write((uint)Base64Characters.IndexOf(c, StringComparison.Ordinal), 6);
                    else if (encoding is Ascii)
                        bits.Write(c, 7);
                    else
                        bits.Write((uint)(char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10), 4);
                }

                break;
        }

        static int Value(ReadOnlySpan<char> text, int at) => at < text.Length ? Code40Characters.IndexOf(text[at], StringComparison.Ordinal) : 0;
    }

    private static string? ReadInteger(ref BitReader bits, scoped Span<char> text)
    {
        var value = bits.Read(IntegerWidth(text.Length));
        for (var i = text.Length - 1; i >= 0; i--, value /= 10)
            text[i] = (char)('0' + (int)(value % 10));
        return bits.Failed || value != 0 ? null : text.ToString();
    }

    private static string? ReadCode40(ref BitReader bits, scoped Span<char> text)
    {
        for (var i = 0; i < text.Length; i += 3)
        {
            var three = (int)bits.Read(16) - 1;
            if (bits.Failed || three is < 0 or > 63999)
                return null;

            Span<int> values = [three / 1600, three / 40 % 40, three % 40];
            for (var j = 0; j < 3; j++)
            {
                var filled = i + j >= text.Length;
                if (filled != (values[j] == 0))
                    return null;
                if (!filled)
                    text[i + j] = Code40Characters[values[j]];
            }
        }

        return text.ToString();
    }

    private static int Smallest(ReadOnlySpan<char> text) =>
        text[0] != '0' && !text.ContainsAnyExceptInRange('0', '9') ? Integer
        : !text.ContainsAnyExcept("0123456789ABCDEF") ? UpperHex
        : !text.ContainsAnyExcept("0123456789abcdef") ? LowerHex
        : !text.ContainsAnyExcept(Code40Characters.AsSpan(1)) ? Code40
        : !text.ContainsAnyExcept(Base64Characters) ? Base64
        : Ascii;

    // so many bits hold any number of so many digits: log2(10) is 3.3219...
    private static int IntegerWidth(int digits) => ((digits * 33219281) + 9_999_999) / 10_000_000;
}
