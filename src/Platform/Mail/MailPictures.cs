using System.Collections.Concurrent;
using Nameplate.Platform.Files;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Mail;

/// <summary>Which pictures a mail may show: those of this server, so that reading a mail tells nobody else, and only PNG and JPEG, which every mail program draws.</summary>
public sealed class MailPictures(FileStore files, Links links)
{
    const string Files = "/files/";
    static readonly ConcurrentDictionary<Guid, bool> Known = new();      // the bytes under an id never change

    /// <param name="url">As a record names it: a path on this server, or an address elsewhere.</param>
    /// <returns>The absolute address; null where the picture is not shown.</returns>
    public async ValueTask<string?> Of(string? url, CancellationToken ct)
    {
        if (url is null || links.PathOf(url) is not { } path) return null;
        return await IsDrawn(path, ct) ? links.To(path) : null;
    }

    async ValueTask<bool> IsDrawn(string path, CancellationToken ct)
    {
        if (!path.StartsWith(Files, StringComparison.Ordinal)) return Path.GetExtension(path).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg";
        if (!Guid.TryParse(path.AsSpan(Files.Length), out var id)) return false;
        if (Known.TryGetValue(id, out var known)) return known;
        return await files.Find(id, ct) is { } file && (Known[id] = file.ContentType is "image/png" or "image/jpeg");
    }
}
