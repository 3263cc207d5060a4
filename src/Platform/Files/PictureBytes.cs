namespace Nameplate.Platform.Files;

/// <summary>
/// A picture written anew from the parts a picture needs: what was hung on behind it, hidden in comments, or tells where and by whom it was taken, stays out.
/// </summary>
/// <param name="Type">PNG, JPEG or WebP.</param>
internal sealed record PictureBytes(string Type, byte[] Content)
{
    /// <summary>The widest and highest picture: browsers draw no larger one either.</summary>
    const int MostPixels = 16_384;

    /// <returns>Null when the bytes are none of the three kinds, or end early, or contradict themselves.</returns>
    public static PictureBytes? Read(ReadOnlySpan<byte> bytes)
    {
        if (PngBytes.Rewrite(bytes) is { } png) return new("image/png", png);
        if (JpegBytes.Rewrite(bytes) is { } jpeg) return new("image/jpeg", jpeg);
        return WebPBytes.Rewrite(bytes) is { } webP ? new("image/webp", webP) : null;      // an SVG is a page that can run scripts
    }

    /// <summary>A picture of an iPhone as it is kept there: a box of kind “ftyp” with one of its brands.</summary>
    public static bool IsHeic(ReadOnlySpan<byte> bytes) => bytes.Length > 12 && bytes[4..].StartsWith("ftyp"u8) && (bytes[8..].StartsWith("hei"u8) || bytes[8..].StartsWith("hev"u8) || bytes[8..].StartsWith("mif1"u8) || bytes[8..].StartsWith("msf1"u8));

    public static bool IsSize(long width, long height) => width is > 0 and <= MostPixels && height is > 0 and <= MostPixels;
}
