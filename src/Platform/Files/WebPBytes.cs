using System.Buffers.Binary;

namespace Nameplate.Platform.Files;

/// <summary>WebP (RFC 9649): chunks in a RIFF. What a camera or an editor adds stays out.</summary>
internal static class WebPBytes
{
    const byte HasExif = 8, HasXmp = 4;
    static readonly string[] Kept = ["VP8 ", "VP8L", "VP8X", "ALPH", "ICCP", "ANIM", "ANMF"];

    public static byte[]? Rewrite(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 20 || !bytes.StartsWith("RIFF"u8) || !bytes[8..].StartsWith("WEBP"u8)) return null;
        var end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (end > bytes.Length || end < 20) return null;
        using var written = new MemoryStream(bytes.Length);
        written.Write(bytes[..12]);
        var isPicture = false;
        for (var at = 12; at + 8 <= end;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            if (length > end - at - 8) return null;
            var kind = System.Text.Encoding.ASCII.GetString(bytes.Slice(at, 4));
            var body = bytes.Slice(at + 8, (int)length);
            if (!IsRight(kind, body)) return null;
            isPicture |= kind is "VP8 " or "VP8L" or "ANMF";
            if (Kept.Contains(kind))
            {
                written.Write(bytes.Slice(at, 8));
                var start = written.Position;
                written.Write(body);
                if (kind == "VP8X") Without(written, start, body[0]);
                if (length % 2 == 1) written.WriteByte(0);
            }
            at += 8 + (int)length + (int)(length % 2);
        }
        if (!isPicture) return null;
        var picture = written.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(picture.AsSpan(4), (uint)picture.Length - 8);
        return picture;
    }

    static void Without(MemoryStream written, long start, byte flags)
    {
        written.Position = start;
        written.WriteByte((byte)(flags & ~(HasExif | HasXmp)));
        written.Position = written.Length;
    }

    static bool IsRight(string kind, ReadOnlySpan<byte> body) => kind switch
    {
        "VP8 " => body.Length > 10 && body[3..].StartsWith((ReadOnlySpan<byte>)[0x9d, 0x01, 0x2a]) && PictureBytes.IsSize(BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3fff),
        "VP8L" => body.Length > 5 && body[0] == 0x2f,
        "VP8X" => body.Length == 10 && PictureBytes.IsSize(1 + (body[4] | (body[5] << 8) | (body[6] << 16)), 1 + (body[7] | (body[8] << 8) | (body[9] << 16))),
        _ => true,
    };
}
