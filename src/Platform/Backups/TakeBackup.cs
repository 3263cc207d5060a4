using System.IO.Compression;
using System.Reflection;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Backups;

/// <summary>Writes records, files, keys and settings to one archive while the server runs, then reads it back.</summary>
/// <param name="data">The data folder.</param>
public sealed class TakeBackup(IRecordsCopy records, FileFolder files, IFileBytes kept, TimeProvider clock, DataFolder data)
{
    public static string Version { get; } = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public async Task<Manifest> Handle(FileInfo file, Action<double, string> progress, CancellationToken ct)
    {
        file.Directory!.Create();
        var work = file.Directory.CreateSubdirectory($".{file.Name}.{OrderedId.Next():n}");      // on the disk of the archive, so that the last step is a rename
        try
        {
            if (!OperatingSystem.IsWindows()) work.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            var partial = Path.Combine(work.FullName, "archive");
            var manifest = await Write(partial, work.FullName, progress, ct);
            progress(0.7, "reading it back");
            await Verify(new(partial), work.FullName, ct);
            File.Move(partial, file.FullName, overwrite: true);
            progress(1, "done");
            return manifest;
        }
        finally { work.Delete(recursive: true); }
    }

    async Task<Manifest> Write(string path, string work, Action<double, string> progress, CancellationToken ct)
    {
        var takenAt = clock.GetUtcNow();
        progress(0, "records");
        var copy = Path.Combine(work, "records");
        var copied = await records.Write(copy, ct);      // first: whatever file a row names is there already
        await using var archive = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 256 * 1024, useAsync: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Manifest manifest;
        await using (var zip = await ZipArchive.CreateAsync(archive, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            List<Part> parts = [await AddFile(zip, records.FileName, copy, CompressionLevel.Fastest, ct)];
            File.Delete(copy);
            progress(0.4, "files");
            if (kept is FolderBytes) await AddFolder(zip, "files", files.Path, parts, ct);
            await AddFolder(zip, "keys", Path.Combine(data.Path, "keys"), parts, ct);
            IReadOnlyList<string> leftOut = [];
            var settings = Path.Combine(data.Path, "appsettings.json");
            if (File.Exists(settings) && PlainSettings.Of(await File.ReadAllTextAsync(settings, ct)) is { } plain)
            {
                parts.Add(await Archive.Add(zip, "appsettings.json", new MemoryStream(plain.Json), CompressionLevel.Fastest, ct));
                leftOut = plain.LeftOut;
            }
            manifest = new(Manifest.CurrentFormat, Version, records.Kind, takenAt, copied, kept is FolderBytes ? null : kept.Place, leftOut, parts);
            await Archive.AddManifest(zip, manifest, ct);
        }
        archive.Flush(flushToDisk: true);
        return manifest;
    }

    static async Task AddFolder(ZipArchive zip, string name, string folder, List<Part> parts, CancellationToken ct)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            try { parts.Add(await AddFile(zip, $"{name}/{Path.GetRelativePath(folder, file).Replace('\\', '/')}", file, CompressionLevel.Fastest, ct)); }
            catch (FileNotFoundException) { /* removed since the folder was read: its row is gone, too */ }
        }
    }

    static async Task<Part> AddFile(ZipArchive zip, string name, string path, CompressionLevel level, CancellationToken ct)
    {
        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 256 * 1024, useAsync: true);
        return await Archive.Add(zip, name, content, level, ct);
    }

    /// <summary>Reads every part, and the copy of the records with the database's own means.</summary>
    async Task Verify(FileInfo file, string work, CancellationToken ct)
    {
        var (zip, manifest) = await Archive.Open(file, ct);
        await using var open = zip;
        foreach (var part in manifest.Parts.Where(p => p.Name != records.FileName)) await Archive.Extract(zip, part, null, ct);
        var copy = Path.Combine(work, "check");
        await using (var to = File.Create(copy)) await Archive.Extract(zip, manifest.Parts.Single(p => p.Name == records.FileName), to, ct);
        if (await records.Check(copy, manifest.Records, ct) is { } wrong) throw new CopyRefused($"The backup was read back and is not right: {wrong}");
    }
}

/// <summary>The folder of everything that lies beside the records.</summary>
public sealed record DataFolder(string Path);
