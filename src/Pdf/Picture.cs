using System.Buffers.Binary;

namespace Nameplate.Pdf;

/// <summary>A photograph or logo that pages show; a file holds it once, however often it is shown. JPEG goes into the file as it is, PNG as its pixels.</summary>
public sealed class Picture
{
    readonly string colours, filter;

    internal Picture(ReadOnlyMemory<byte> bytes, int width, int height, string colours, string filter = "DCTDecode", ReadOnlyMemory<byte>? opacity = null) =>
        (Bytes, Width, Height, this.colours, this.filter, Opacity) = (bytes, width, height, colours, filter, opacity);

    internal ReadOnlyMemory<byte> Bytes { get; }
    /// <summary>Packed, one byte a pixel; null where nothing shines through.</summary>
    internal ReadOnlyMemory<byte>? Opacity { get; }
    /// <summary>In pixels.</summary>
    public int Width { get; }
    public int Height { get; }
    internal string Key { get; } = "I" + Interlocked.Increment(ref keys).ToString(System.Globalization.CultureInfo.InvariantCulture);
    static int keys;

    internal string Dictionary => $"/Type/XObject/Subtype/Image/Width {Width}/Height {Height}/ColorSpace/{colours}/BitsPerComponent 8/Filter/{filter}{(colours == "DeviceCMYK" ? "/Decode[1 0 1 0 1 0 1 0]" : null)}";

    internal string OpacityDictionary => $"/Type/XObject/Subtype/Image/Width {Width}/Height {Height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode";

    /// <returns>Null when the bytes are neither a JPEG nor a PNG that paper can show.</returns>
    public static Picture? TryRead(ReadOnlyMemory<byte> file) => TryJpeg(file) ?? Png.TryRead(file);

    /// <returns>Null when the bytes are not a JPEG of eight bits a component.</returns>
    public static Picture? TryJpeg(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes is not [0xff, 0xd8, ..]) return null;
        for (var at = 2; at + 9 < bytes.Length;)
        {
            if (bytes[at] != 0xff) return null;
            var marker = bytes[at + 1];
            if (marker == 0xff) { at++; continue; }
            if (marker is 0xd9 or 0xda) return null;      // the image itself, before its size was told
            if (marker is 0x01 or >= 0xd0 and <= 0xd7) { at += 2; continue; }
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (marker is 0xc0 or 0xc1 or 0xc2)
            {
                var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]));
                var space = bytes.Length > at + 9 ? bytes[at + 9] switch { 1 => "DeviceGray", 3 => "DeviceRGB", 4 => "DeviceCMYK", _ => null } : null;
                return bytes[at + 4] == 8 && width > 0 && height > 0 && space is not null ? new(file, width, height, space) : null;
            }
            at += 2 + length;
        }
        return null;
    }
}
