using System.Text;

namespace Nameplate.Products.Nfc;

/// <summary>An address as an NFC tag carries it: one NDEF record of the well-known type U (NFC Forum, URI Record Type Definition 1.0).</summary>
internal static class NdefUri
{
    // by their code: the address is written without what it begins with
    static readonly string[] Prefixes = ["", "http://www.", "https://www.", "http://", "https://"];

    public static byte[] Of(string uri)
    {
        var code = Prefixes.Index().Where(p => uri.StartsWith(p.Item, StringComparison.Ordinal)).MaxBy(p => p.Item.Length).Index;
        var rest = Encoding.UTF8.GetBytes(uri[Prefixes[code].Length..]);
        // first and last record of its message, well-known type of one byte; short, as long as the payload has fewer than 256 bytes
        return rest.Length < 255 ? [0xD1, 0x01, (byte)(rest.Length + 1), (byte)'U', (byte)code, .. rest]
            : [0xC1, 0x01, (byte)((rest.Length + 1) >> 24), (byte)((rest.Length + 1) >> 16), (byte)((rest.Length + 1) >> 8), (byte)(rest.Length + 1), (byte)'U', (byte)code, .. rest];
    }
}
