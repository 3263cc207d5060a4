using System.Buffers.Binary;

namespace Nameplate.Platform.Files;

/// <summary>JPEG (ITU-T T.81): segments, then scans, up to the first end mark. Of what a camera adds only stays which side is up.</summary>
internal static class JpegBytes
{
    const byte Start = 0xd8, End = 0xd9, Scan = 0xda, App0 = 0xe0, Exif = 0xe1, Profile = 0xe2, Adobe = 0xee;

    public static byte[]? Rewrite(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 0xff || bytes[1] != Start) return null;
        using var written = new MemoryStream(bytes.Length);
        written.Write(bytes[..2]);
        var (hasSize, hasScan) = (false, false);
        for (var at = 2; at + 1 < bytes.Length;)
        {
            if (bytes[at] != 0xff) return null;
            var mark = bytes[at + 1];
            if (mark == 0xff) { at++; continue; }      // filling
            if (mark == End)
            {
                written.Write(bytes.Slice(at, 2));
                return hasSize && hasScan ? written.ToArray() : null;
            }
            if (mark is < 0xc0 or (>= 0xd0 and <= 0xd8) || at + 4 > bytes.Length) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || length > bytes.Length - at - 2) return null;
            var whole = bytes.Slice(at, length + 2);
            var body = whole[4..];
            if (mark is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
            {
                if (body.Length < 6 || !PictureBytes.IsSize(BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]))) return null;
                hasSize = true;
            }
            if (mark == Exif) { if (Upright(body) is { } side) written.Write(side); }
            else if (mark is App0 or Profile or Adobe || mark is < 0xe0 or >= 0xf0 and not 0xfe) written.Write(whole);      // other segments of applications, and comments, stay out
            at += whole.Length;
            if (mark != Scan) continue;
            hasScan = true;
            var data = at;
            while (at + 1 < bytes.Length && (bytes[at] != 0xff || bytes[at + 1] is 0 or (>= 0xd0 and <= 0xd7))) at++;
            written.Write(bytes[data..at]);
        }
        return null;
    }

    /// <summary>A segment that says how the picture is turned (Exif 2.3, tag 0x0112), and nothing else; null where it stands upright.</summary>
    static byte[]? Upright(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("Exif\0\0"u8) || body.Length < 14) return null;
        var tiff = body[6..];
        var little = tiff[0] == 'I';
        var first = Number(tiff, 4, 4, little);
        if (first > tiff.Length - 2) return null;
        var entries = Number(tiff, (int)first, 2, little);
        for (var n = 0; n < entries; n++)
        {
            var at = first + 2 + (n * 12L);
            if (at > tiff.Length - 12) return null;
            if (Number(tiff, (int)at, 2, little) == 0x0112 && Number(tiff, (int)at + 8, 2, little) is > 1 and <= 8 and var turned)
                return [0xff, Exif, 0, 34, .. "Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"u8, (byte)turned, 0, 0, 0, 0, 0, 0];
        }
        return null;
    }

    static uint Number(ReadOnlySpan<byte> tiff, int at, int size, bool little)
    {
        var bytes = tiff.Slice(at, size);
        return (size, little) switch
        {
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes), (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes), _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        };
    }
}
