using System.Collections.Concurrent;
using Nameplate.Pdf;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;

namespace Nameplate.Warranty.Certificates;

/// <summary>A brand's logo as paper can show it: JPEG or PNG, kept in this server. Of any other kind there is the brand's name.</summary>
internal sealed class PaperLogo(FileStore files)
{
    static readonly ConcurrentDictionary<Guid, Picture?> Read = new();      // the bytes under an id never change

    public async ValueTask<Picture?> Of(Brand brand, CancellationToken ct)
    {
        if (brand.LogoUrl is not { } url || !url.StartsWith("/files/", StringComparison.Ordinal) || !Guid.TryParse(url["/files/".Length..], out var id)) return null;
        if (Read.TryGetValue(id, out var known)) return known;
        if (await files.Find(id, ct) is not { ContentType: "image/jpeg" or "image/png" } file) return null;
        await using var content = files.Open(file);
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, ct);
        return Read[id] = Picture.TryRead(bytes);
    }
}
