using System.Buffers.Binary;
using System.IO.Compression;

namespace Nameplate.Platform.Files;

/// <summary>PNG (ISO/IEC 15948): chunks with a check sum each. Its pixels are unpacked once, to see that there are as many as it says.</summary>
internal static class PngBytes
{
    static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];
    static readonly string[] Kept = ["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "iCCP", "pHYs", "IDAT", "IEND"];
    static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 1 ? 0xedb88320 ^ (c >> 1) : c >> 1))];

    public static byte[]? Rewrite(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Signature)) return null;
        using var written = new MemoryStream(bytes.Length);
        using var pixels = new MemoryStream();
        written.Write(Signature);
        ReadOnlySpan<byte> header = [];
        for (var at = Signature.Length; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 12) return null;
            var whole = bytes.Slice(at, 12 + (int)length);
            var body = whole[8..^4];
            if (Sum(whole[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(whole[^4..])) return null;
            var kind = System.Text.Encoding.ASCII.GetString(whole.Slice(4, 4));
            if (header.IsEmpty != (kind == "IHDR")) return null;      // it stands first, and once
            if (kind == "IHDR") header = body;
            if (kind == "IDAT") pixels.Write(body);
            if (Kept.Contains(kind)) written.Write(whole);
            at += whole.Length;
            if (kind == "IEND") return Fits(header, pixels) ? written.ToArray() : null;
        }
        return null;
    }

    static bool Fits(ReadOnlySpan<byte> header, MemoryStream packed)
    {
        if (header.Length != 13) return false;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        var samples = header[9] switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (!PictureBytes.IsSize(width, height) || samples == 0 || header[8] is not (1 or 2 or 4 or 8 or 16)) return false;
        var least = height * (((width * samples * header[8]) + 7) / 8);      // interlaced it is a little more, as is the filter of each line
        packed.Position = 0;
        var (buffer, seen) = (new byte[81_920], 0L);
        try
        {
            using var zip = new ZLibStream(packed, CompressionMode.Decompress);
            while (seen <= least * 2 + 100_000 && zip.Read(buffer) is > 0 and var read) seen += read;
            return seen >= least && seen <= least * 2 + 100_000;      // what unpacks to far more is no picture but a trap
        }
        catch (InvalidDataException) { return false; }
    }

    static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes) sum = Table[(sum ^ b) & 0xff] ^ (sum >> 8);
        return ~sum;
    }
}
