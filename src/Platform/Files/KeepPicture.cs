using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Nameplate.Platform.Files;

/// <summary>Takes an uploaded picture, such as a product's or a logo. What it is, its bytes tell, not its name.</summary>
public sealed class KeepPicture(FileStore files, IStringLocalizer<Texts> words)
{
    const int Most = 2 << 20;
    public const string Accept = "image/png,image/jpeg,image/webp";

    /// <returns>Where the picture can be seen, or what would be right.</returns>
    public async Task<(string? Url, string? Error)> Handle(IFormFile upload, CancellationToken ct)
    {
        if (upload.Length > Most) return (null, words["Picture.Large"]);
        await using var content = upload.OpenReadStream();
        if (await TypeOf(content, ct) is not { } type) return (null, words["Picture.Type"]);
        content.Position = 0;
        var file = await files.Save(FileNames.Plain(upload.FileName), type, content, isPublic: true, ct);
        return ($"/files/{file.Id}", null);
    }

    static async Task<string?> TypeOf(Stream content, CancellationToken ct)
    {
        var start = new byte[12];
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        if (read < start.Length) return null;
        if (start.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
        if (start.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])) return "image/jpeg";
        if (start.AsSpan().StartsWith("RIFF"u8) && start.AsSpan(8).SequenceEqual("WEBP"u8)) return "image/webp";
        return null;      // an SVG is a page that can run scripts
    }
}
