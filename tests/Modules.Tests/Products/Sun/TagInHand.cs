using System.Security.Cryptography;
using System.Text;

namespace Nameplate.Tests.Products.Sun;

/// <summary>An NTAG 424 DNA as its data sheet describes it: it holds a file with places to fill in, keys, and counts its reads.</summary>
sealed class TagInHand(string uid, byte[] fileKey, byte[] metaKey)
{
    readonly byte[] uid = Convert.FromHexString(uid);
    public int Counter { get; set; }

    /// <summary>What a phone gets that is held to it: the address, with what the tag put into it.</summary>
    public string Tap(string uri, bool signsAddress = true)
    {
        Counter++;
        byte[] counter = [(byte)Counter, (byte)(Counter >> 8), (byte)(Counter >> 16)];
        using var aes = Aes.Create();
        aes.Key = metaKey;
        var said = uri.Replace("picc_data=" + new string('0', 32), "picc_data=" + Convert.ToHexString(aes.EncryptCbc((byte[])[0xC7, .. uid, .. counter, 1, 2, 3, 4, 5], new byte[16], PaddingMode.None)), StringComparison.Ordinal)
            .Replace("uid=" + new string('0', 14), "uid=" + Convert.ToHexString(uid), StringComparison.Ordinal).Replace("ctr=" + new string('0', 6), "ctr=" + Counter.ToString("X6", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var path = new Uri(said).PathAndQuery;
        var signed = path[..(path.IndexOf("cmac=", StringComparison.Ordinal) + 5)];
        var session = Cmac(fileKey, [0x3C, 0xC3, 0x00, 0x01, 0x00, 0x80, .. uid, .. counter]);
        var mac = Cmac(session, signsAddress ? Encoding.ASCII.GetBytes(signed) : []);
        return signed + Convert.ToHexString([.. mac.Where((_, i) => i % 2 == 1)]);
    }

    /// <summary>NIST SP 800-38B, by the mode CBC.</summary>
    public static byte[] Cmac(byte[] key, byte[] message)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var k1 = Shifted(aes.EncryptEcb(new byte[16], PaddingMode.None));
        var blocks = Math.Max(1, (message.Length + 15) / 16);
        var padded = new byte[16 * blocks];
        message.CopyTo(padded, 0);
        if (message.Length < padded.Length) (padded[message.Length], k1) = (0x80, Shifted(k1));
        for (var i = 0; i < 16; i++) padded[^(16 - i)] ^= k1[i];
        return aes.EncryptCbc(padded, new byte[16], PaddingMode.None)[^16..];
    }

    static byte[] Shifted(byte[] value) => [.. value.Select((b, i) => (byte)((b << 1) ^ (i < 15 ? value[i + 1] >> 7 : 0) ^ (i == 15 && value[0] > 127 ? 0x87 : 0)))];
}
