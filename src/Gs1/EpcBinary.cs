using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace Nameplate.Gs1;

/// <summary>
/// Digital Links in the short forms that RFID tags and small symbols carry: /eh and the EPC in hexadecimal digits, /ex and
/// the EPC in base64url. GS1 Digital Link URI Compression using EPC binary strings 1.0.0; EPC Tag Data Standard 2.0.
/// </summary>
/// <remarks>Reads SGTIN-96, SGTIN-198, SGTIN+ and DSGTIN+ (whose date becomes a data attribute); writes SGTIN+.</remarks>
public static class EpcBinary
{
    private const int Sgtin96 = 0x30, Sgtin198 = 0x36, SgtinPlus = 0xF7, DatedSgtinPlus = 0xFB;
    private const int MaxLength = 256;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // by the partition: bits and digits of the company prefix, bits and digits of indicator and item
    private static readonly (int PrefixBits, int PrefixDigits, int ItemBits, int ItemDigits)[] Partitions =
        [(40, 12, 4, 1), (37, 11, 7, 2), (34, 10, 10, 3), (30, 9, 14, 4), (27, 8, 17, 5), (24, 7, 20, 6), (20, 6, 24, 7)];

    private static readonly string[] Dates = ["11", "13", "15", "16", "17", "7006", "7007"];

    /// <summary>The short form of a GTIN with its serial, such as /ex93CVBlAAE0NSB...; null for any other link, and for one with a lot or a variant.</summary>
    public static string? Compress(DigitalLink link)
    {
        if (link is not { PrimaryKey: "01", Path.Count: 2, Serial: { } serial })
            return null;

        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        var bits = new BitWriter(bytes);
        bits.Write(SgtinPlus, 8);
        bits.Write(0, 1 + 3);      // nothing follows; any kind of item
        foreach (var digit in link.Path[0].Value)
            bits.Write((uint)(digit - '0'), 4);
        EpcText.Write(ref bits, serial);
        return $"/ex{Base64Url.EncodeToString(bytes)[..((bits.Length + 5) / 6)]}";
    }

    /// <summary>True when a path ends in a short form, whatever it holds.</summary>
    internal static bool IsCompressed(ReadOnlySpan<char> path)
    {
        var at = path.LastIndexOf('/');
        var segment = path[(at + 1)..];
        return at >= 0 && segment is ['e' or 'E', 'h' or 'H' or 'x' or 'X', _, ..]
            && !segment[2..].ContainsAnyExcept(segment[1] is 'h' or 'H' ? Hex : Base64);
    }

    /// <summary>True when a path ends in a short form that is long enough to hold a GTIN and a serial of one character.</summary>
    internal static bool IsPlausible(ReadOnlySpan<char> path) =>
        IsCompressed(path) && path[(path.LastIndexOf('/') + 1)..] is var segment && segment.Length - 2 >= (segment[1] is 'h' or 'H' ? 20 : 14);

    /// <summary>The path in full, and its data attributes where there are any: "/01/09528765123457/21/123456789123" and "".</summary>
    /// <param name="segment">"eh" or "ex" and what follows.</param>
    internal static (string Path, string Query)? Decompress(ReadOnlySpan<char> segment)
    {
        if (segment.Length > MaxLength)
            return null;

        Span<byte> bytes = stackalloc byte[MaxLength];
        bytes.Clear();
        var bits = new BitWriter(bytes);
        var isHex = segment[1] is 'h' or 'H';
        foreach (var c in segment[2..])
            bits.Write(isHex ? Nibble(c) : Sextet(c), isHex ? 4 : 6);

        var reader = new BitReader(bytes, bits.Length);
        return (int)reader.Read(8) switch
        {
            Sgtin96 => ReadFixed(ref reader, serialBits: 38),
            Sgtin198 => ReadFixed(ref reader, serialBits: 140),
            SgtinPlus => ReadPlus(ref reader, dated: false),
            DatedSgtinPlus => ReadPlus(ref reader, dated: true),
            _ => null,
        };
    }

    private static uint Nibble(char c) => (uint)(char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);

    private static uint Sextet(char c) => c switch
    {
        >= 'A' and <= 'Z' => (uint)(c - 'A'),
        >= 'a' and <= 'z' => (uint)(c - 'a' + 26),
        >= '0' and <= '9' => (uint)(c - '0' + 52),
        '-' => 62,
        _ => 63,
    };

    private static (string, string)? ReadFixed(ref BitReader bits, int serialBits)
    {
        bits.Read(3);      // the filter: for readers only
        var partition = (int)bits.Read(3);
        if (bits.Failed || partition >= Partitions.Length)
            return null;

        var (prefixBits, prefixDigits, itemBits, itemDigits) = Partitions[partition];
        var prefix = Digits(bits.Read(prefixBits), prefixDigits);
        var item = Digits(bits.Read(itemBits), itemDigits);
        var serial = serialBits == 140 ? ReadAscii(ref bits) : bits.Read(serialBits).ToString(CultureInfo.InvariantCulture);
        if (bits.Failed || prefix.Length > prefixDigits || item.Length > itemDigits || serial is null || !bits.RestIsZero())
            return null;

        var body = $"{item[0]}{prefix}{item.AsSpan(1)}";
        return (PathOf($"{body}{CheckDigit.Of(body)}", serial), "");
    }

    /// <summary>20 places of seven bits, those behind the last character empty.</summary>
    private static string? ReadAscii(ref BitReader bits)
    {
        Span<char> text = stackalloc char[20];
        foreach (ref var c in text)
            c = (char)bits.Read(7);
        var used = text.TrimEnd('\0');
        return used.IsEmpty || used.Contains('\0') ? null : used.ToString();
    }

    private static (string, string)? ReadPlus(ref BitReader bits, bool dated)
    {
        var moreFollows = bits.Read(1) == 1;      // what else the tag says of the item; it is not needed to know which one it is
        bits.Read(3);
        var query = "";
        if (dated)
        {
            var kind = (int)bits.Read(4);
            var (year, month, day) = (bits.Read(7), bits.Read(4), bits.Read(5));
            if (kind >= Dates.Length)
                return null;
            query = $"{Dates[kind]}={Digits(year, 2)}{Digits(month, 2)}{Digits(day, 2)}";
        }

        Span<char> gtin = stackalloc char[Gtin.Length];
        foreach (ref var digit in gtin)
            digit = (char)('0' + (int)bits.Read(4));
        return EpcText.Read(ref bits) is { } serial && !bits.Failed && (moreFollows || bits.RestIsZero())
            && !gtin.ContainsAnyExceptInRange('0', '9') ? (PathOf(gtin, serial), query) : null;
    }

    private static string PathOf(ReadOnlySpan<char> gtin, string serial) => $"/01/{gtin}/21/{Uri.EscapeDataString(serial)}";

    private static string Digits(UInt128 value, int count) => value.ToString($"D{count}", CultureInfo.InvariantCulture);
}
