using System.Security.Cryptography;

namespace Nameplate.Products.Sun;

/// <summary>AES-CMAC, RFC 4493.</summary>
internal static class AesCmac
{
    const int Block = 16;

    public static byte[] Of(byte[] key, ReadOnlySpan<byte> message)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        Span<byte> subkey = stackalloc byte[Block], last = stackalloc byte[Block];
        subkey.Clear();
        last.Clear();
        aes.EncryptEcb(subkey, subkey, PaddingMode.None);
        var isWhole = message.Length > 0 && message.Length % Block == 0;
        Double(subkey);
        if (!isWhole) Double(subkey);

        var rest = message.Length == 0 ? 0 : (message.Length - 1) / Block * Block;
        message[rest..].CopyTo(last);
        if (!isWhole) last[message.Length - rest] = 0x80;
        var mac = new byte[Block];
        for (var at = 0; at < rest; at += Block) Step(aes, mac, message.Slice(at, Block));
        for (var i = 0; i < Block; i++) last[i] ^= subkey[i];
        Step(aes, mac, last);
        return mac;
    }

    static void Step(Aes aes, Span<byte> mac, ReadOnlySpan<byte> block)
    {
        for (var i = 0; i < Block; i++) mac[i] ^= block[i];
        aes.EncryptEcb(mac, mac, PaddingMode.None);
    }

    /// <summary>Times x in the field of 2^128 elements.</summary>
    static void Double(Span<byte> value)
    {
        var carry = value[0] >> 7;
        for (var i = 0; i < Block - 1; i++) value[i] = (byte)((value[i] << 1) | (value[i + 1] >> 7));
        value[^1] = (byte)((value[^1] << 1) ^ (carry * 0x87));
    }
}
