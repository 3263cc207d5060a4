using System.Buffers.Binary;
using System.IO.Compression;

namespace Nameplate.Pdf;

/// <summary>Reads the pixels of a PNG of eight bits a sample, not interlaced: what programs write for logos. Colour and opacity are kept apart, as PDF wants them.</summary>
static class Png
{
    const int MostPixels = 16 << 20;

    public static Picture? TryRead(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes.Length < 33 || !bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a])) return null;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));
        var samples = bytes[25] switch { 0 => 1, 2 => 3, 3 => 1, 4 => 2, 6 => 4, _ => 0 };
        if (bytes[24] != 8 || bytes[28] != 0 || samples == 0 || width <= 0 || height <= 0 || (long)width * height > MostPixels) return null;

        ReadOnlySpan<byte> palette = [], opacities = [];
        using var packed = new MemoryStream();
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
            if (length < 0 || at + 12L + length > bytes.Length) return null;
            var kind = bytes.Slice(at + 4, 4);
            var body = bytes.Slice(at + 8, length);
            if (kind.SequenceEqual("PLTE"u8)) palette = body;
            else if (kind.SequenceEqual("tRNS"u8)) opacities = body;
            else if (kind.SequenceEqual("IDAT"u8)) packed.Write(body);
            at += 12 + length;
        }
        packed.Position = 0;
        return Unpack(packed, width, height, samples) is { } pixels ? Split(pixels, width, height, bytes[25], samples, palette, opacities) : null;
    }

    /// <summary>The scan lines with their filters undone (PNG specification, chapter 9).</summary>
    static byte[]? Unpack(MemoryStream packed, int width, int height, int samples)
    {
        var stride = width * samples;
        var pixels = new byte[stride * height];
        try
        {
            using var zip = new ZLibStream(packed, CompressionMode.Decompress);
            for (var y = 0; y < height; y++)
            {
                var filter = zip.ReadByte();
                var line = pixels.AsSpan(y * stride, stride);
                var above = y == 0 ? new byte[stride] : pixels.AsSpan((y - 1) * stride, stride);
                zip.ReadExactly(line);
                for (var x = 0; x < stride; x++)
                {
                    var (left, up, corner) = (x < samples ? 0 : line[x - samples], above[x], x < samples ? 0 : above[x - samples]);
                    line[x] += filter switch { 1 => (byte)left, 2 => up, 3 => (byte)((left + up) / 2), 4 => (byte)Paeth(left, up, corner), _ => 0 };
                }
            }
            return pixels;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException) { return null; }
    }

    static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    static Picture? Split(byte[] pixels, int width, int height, byte type, int samples, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> opacities)
    {
        var count = width * height;
        var (gray, indexed, hasOpacity) = (type is 0 or 4, type == 3, type is 4 or 6 || (type == 3 && opacities.Length > 0));
        var colours = new byte[count * (gray ? 1 : 3)];
        var opacity = new byte[hasOpacity ? count : 0];
        for (var i = 0; i < count; i++)
        {
            var pixel = pixels.AsSpan(i * samples, samples);
            if (indexed && ((pixel[0] * 3) + 3 > palette.Length)) return null;
            if (gray) colours[i] = pixel[0];
            else (indexed ? palette.Slice(pixel[0] * 3, 3) : pixel[..3]).CopyTo(colours.AsSpan(i * 3));
            if (hasOpacity) opacity[i] = !indexed ? pixel[^1] : pixel[0] < opacities.Length ? opacities[pixel[0]] : (byte)255;
        }
        return new(Pack(colours), width, height, gray ? "DeviceGray" : "DeviceRGB", "FlateDecode", hasOpacity ? Pack(opacity) : null);
    }

    static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(bytes);
        return packed.ToArray();
    }
}
