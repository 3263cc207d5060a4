using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Backups;

/// <summary>A zip file with a manifest. Parts are streamed through a hash, in and out.</summary>
internal static class Archive
{
    public static async Task<Part> Add(ZipArchive zip, string name, Stream content, CompressionLevel level, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, level);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var to = await entry.OpenAsync(ct);
        var length = await Copy(content, to, hash, ct);
        return new(name, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public static async Task AddManifest(ZipArchive zip, Manifest manifest, CancellationToken ct)
    {
        await using var to = await zip.CreateEntry(Manifest.Name).OpenAsync(ct);
        await JsonSerializer.SerializeAsync(to, manifest, Manifest.Json, ct);
    }

    public static async Task<(ZipArchive Zip, Manifest Manifest)> Open(FileInfo file, CancellationToken ct)
    {
        if (!file.Exists) throw new CopyRefused($"There is no file {file.FullName}.");
        try
        {
            var zip = await ZipFile.OpenReadAsync(file.FullName, ct);
            if (zip.GetEntry(Manifest.Name) is not { } entry) throw new CopyRefused($"{file.FullName} is not a backup of Nameplate.");
            await using var from = await entry.OpenAsync(ct);
            var manifest = (await JsonSerializer.DeserializeAsync<Manifest>(from, Manifest.Json, ct))!;
            if (manifest.Format > Manifest.CurrentFormat) throw new CopyRefused($"This backup was made by a newer version of Nameplate, {manifest.Version}. Install that one.");
            return (zip, manifest);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException) { throw new CopyRefused($"{file.FullName} is not a backup of Nameplate, or it is damaged."); }
    }

    /// <summary>Reads a part to its end; the bytes go nowhere when <paramref name="to"/> is null.</summary>
    public static async Task Extract(ZipArchive zip, Part part, Stream? to, CancellationToken ct)
    {
        if (zip.GetEntry(part.Name) is not { } entry) throw new CopyRefused($"The backup is damaged: {part.Name} is missing.");
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var from = await entry.OpenAsync(ct);
            var length = await Copy(from, to ?? Stream.Null, hash, ct);
            if (length == part.Length && Convert.ToHexStringLower(hash.GetHashAndReset()) == part.Sha256) return;
        }
        catch (InvalidDataException) { /* the same as another hash */ }
        throw new CopyRefused($"The backup is damaged: {part.Name} is not what was written.");
    }

    static async Task<long> Copy(Stream from, Stream to, IncrementalHash hash, CancellationToken ct)
    {
        var buffer = new byte[256 * 1024];
        long length = 0;
        while (await from.ReadAsync(buffer, ct) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
            length += read;
        }
        return length;
    }
}
