using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Nameplate.Platform.Files;

/// <summary>Takes an uploaded picture, such as a product's or a logo. What it is, its bytes tell, not its name; it is kept as they are read, without what is not the picture.</summary>
public sealed class KeepPicture(FileStore files, IStringLocalizer<Texts> words)
{
    const int Most = 2 << 20;
    public const string Accept = "image/png,image/jpeg,image/webp";

    /// <returns>Where the picture can be seen, or what would be right.</returns>
    public async Task<(string? Url, string? Error)> Handle(IFormFile upload, CancellationToken ct)
    {
        if (upload.Length > Most) return (null, words["Picture.Large"]);
        using var sent = new MemoryStream((int)upload.Length);
        await upload.CopyToAsync(sent, ct);
        if (PictureBytes.Read(sent.GetBuffer().AsSpan(0, (int)sent.Length)) is not { } picture) return (null, words["Picture.Type"]);
        using var content = new MemoryStream(picture.Content);
        var file = await files.Save(FileNames.Plain(upload.FileName), picture.Type, content, isPublic: true, ct);
        return ($"/files/{file.Id}", null);
    }
}
