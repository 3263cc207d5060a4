using Microsoft.AspNetCore.Http;

namespace Nameplate.Platform.Files;

/// <summary>A file that somebody sent, shown to staff: a picture in its place, a PDF to be opened. It can run nothing and reach nothing.</summary>
public sealed class ShownPaper(FileStore files, StoredFile file) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = "private, no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'self'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var isPicture = file.ContentType.StartsWith("image/", StringComparison.Ordinal);
        headers.ContentDisposition = isPicture ? "inline" : "attachment; filename=\"document.pdf\"";
        await TypedResults.File(files.Open(file), file.ContentType).ExecuteAsync(httpContext);
    }
}
