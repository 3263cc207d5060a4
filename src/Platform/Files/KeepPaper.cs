using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Nameplate.Platform.Files;

/// <summary>
/// Takes a photo or a PDF that shows something, such as a receipt. What it is, its bytes tell, not its name. A picture is written anew without what tells where and by what it was taken;
/// a PDF loses who made it and can do nothing. A scanner that is configured may refuse it. It is shown to staff only, never under an address of its own.
/// </summary>
public sealed class KeepPaper(FileStore files, IFileScan scan, IStringLocalizer<Texts> words)
{
    public const int Most = 10 << 20;
    public const string Accept = "image/jpeg,image/png,image/webp,application/pdf";

    /// <returns>The file, or what would be right.</returns>
    public async Task<(Guid? File, string? Error)> Handle(IFormFile upload, CancellationToken ct)
    {
        if (upload.Length > Most) return (null, words["Paper.Large", Most >> 20]);
        using var sent = new MemoryStream((int)upload.Length);
        await upload.CopyToAsync(sent, ct);
        return await Handle(sent.ToArray(), upload.FileName, ct);
    }

    public async Task<(Guid? File, string? Error)> Handle(byte[] sent, string name, CancellationToken ct)
    {
        if (sent.Length > Most) return (null, words["Paper.Large", Most >> 20]);
        var paper = PictureBytes.Read(sent);
        if (paper is null && PdfBytes.IsPdf(sent))
        {
            if (PdfBytes.Rewrite(sent) is not { } pdf) return (null, words["Paper.Pdf"]);
            paper = new("application/pdf", pdf);
        }
        if (paper is null) return (null, words[PictureBytes.IsHeic(sent) ? "Paper.Heic" : "Paper.Type"]);
        if (!await scan.IsClean(sent, paper.Type, ct)) return (null, words["Paper.Refused"]);
        using var content = new MemoryStream(paper.Content);
        return ((await files.Save(FileNames.Plain(name), paper.Type, content, isPublic: false, ct)).Id, null);
    }
}
