using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Nameplate.Products.Sun;

/// <summary>One read of an NTAG 424 DNA: which tag, and how often it was read. NXP AN12196, “Secure Dynamic Messaging”.</summary>
internal readonly record struct TagRead(byte[] Uid, int Counter)
{
    const int UidLength = 7, SignatureLength = 8;

    public string Number => Convert.ToHexString(Uid);

    /// <summary>Whether a tag speaks so at all; the rest is somebody's typing.</summary>
    public static bool IsForm(TapMessage said) =>
        IsHex(said.Signature, SignatureLength) && (said.Sealed is { } text ? IsHex(text, 16) : said is { Uid: { } uid, Counter: { } counter } && IsHex(uid, UidLength) && IsHex(counter, 3));

    /// <summary>As the tag says it openly: both in hexadecimal, the counter with its highest digit first.</summary>
    public static TagRead? Open(string uid, string counter) =>
        Bytes(uid, UidLength) is { } number && counter.Length == 6 && int.TryParse(counter, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var n) ? new(number, n) : null;

    /// <summary>As the tag says it encrypted; null where this key does not open it.</summary>
    public static TagRead? Unseal(byte[] key, string text)
    {
        if (Bytes(text, 16) is not { } encrypted) return null;
        using var aes = Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(encrypted, new byte[16], PaddingMode.None);
        // its first byte says what follows: the tag’s number of 7 bytes, and the counter with its lowest byte first
        return plain[0] == 0xC7 ? new(plain[1..8], plain[8] | (plain[9] << 8) | (plain[10] << 16)) : null;
    }

    /// <summary>Whether the tag with this key signed it: alone, or with the address before it.</summary>
    public bool IsSigned(byte[] key, string signature, string before)
    {
        if (Bytes(signature, SignatureLength) is not { } said) return false;
        byte[] session = AesCmac.Of(key, [0x3C, 0xC3, 0x00, 0x01, 0x00, 0x80, .. Uid, (byte)Counter, (byte)(Counter >> 8), (byte)(Counter >> 16)]);
        return Is(said, AesCmac.Of(session, [])) | Is(said, AesCmac.Of(session, Encoding.ASCII.GetBytes(before)));
    }

    /// <summary>Of the 16 bytes every second one is said.</summary>
    static bool Is(byte[] said, byte[] mac) => CryptographicOperations.FixedTimeEquals(said, (byte[])[.. mac.Where((_, i) => i % 2 == 1)]);

    /// <summary>A tag’s own key from the brand’s. NXP AN10922, AES-128; of 16 to 30 bytes of input.</summary>
    public static byte[] KeyOf(byte[] master, byte[] uid, byte[] system) => AesCmac.Of(master, [0x01, .. uid, .. system]);

    static bool IsHex(string text, int length) => text.Length == 2 * length && text.All(char.IsAsciiHexDigit);
    static byte[]? Bytes(string text, int length) => IsHex(text, length) ? Convert.FromHexString(text) : null;
}
