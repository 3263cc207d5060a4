using System.Globalization;
using System.IO.Compression;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Backups;

/// <summary>Puts a backup in an empty place. Nothing is touched before every part of it was read and found right.</summary>
public sealed class RestoreBackup(IRecordsCopy records, FileFolder files, DataFolder data, TimeProvider clock)
{
    /// <param name="known">The migrations this program has.</param>
    /// <param name="replace">Asked when something is there; false leaves it as it is.</param>
    /// <returns>What was restored, where what was there before is kept, and the logs whose rows have other places now; null when it was to be left.</returns>
    public async Task<(Manifest Manifest, string? Aside, IReadOnlyCollection<string> Renumbered)?> Handle(FileInfo file, IEnumerable<string> known, Func<bool> replace, Action<double, string> progress, CancellationToken ct)
    {
        var (zip, manifest) = await Archive.Open(file, ct);
        await using var open = zip;
        if (manifest.Storage != records.Kind) throw new CopyRefused($"This is a backup of {NameOf(manifest.Storage)}; it can be restored there only.");
        if (manifest.Records.Schema.Except(known).LastOrDefault() is { } newer) throw new CopyRefused($"This backup was made by a newer version of Nameplate, {manifest.Version}: it knows the change {newer}, this program does not. Install that version.");

        Directory.CreateDirectory(data.Path);
        var stamp = clock.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var work = Directory.CreateDirectory(Path.Combine(data.Path, $"restoring-{stamp}"));
        try
        {
            await Unpack(zip, manifest, work.FullName, progress, ct);
            var copy = Path.Combine(work.FullName, records.FileName);
            progress(0.5, "checking");
            if (await records.Check(copy, manifest.Records, ct) is { } wrong) throw new CopyRefused($"The backup is damaged: {wrong}");

            string? aside = null;
            IReadOnlyCollection<string> renumbered;
            var there = await records.AnythingThere(ct);
            if (there || Holds(files.Path))
            {
                if (!replace()) return null;
                if (there) aside = await records.PutAside(stamp, ct);
            }
            try
            {
                progress(0.6, "records");
                renumbered = await records.Restore(copy, manifest.Records, ct);
            }
            catch when (aside is not null) { await records.TakeBack(stamp, CancellationToken.None); throw; }
            foreach (var name in (string[])["files", "keys"]) aside = MoveIn(work.FullName, name, stamp) ?? aside;
            var settings = Path.Combine(work.FullName, "appsettings.json");
            if (File.Exists(settings) && !File.Exists(Path.Combine(data.Path, "appsettings.json"))) File.Move(settings, Path.Combine(data.Path, "appsettings.json"));
            progress(1, "done");
            return (manifest, aside, renumbered);
        }
        finally { work.Delete(recursive: true); }
    }

    async Task Unpack(ZipArchive zip, Manifest manifest, string work, Action<double, string> progress, CancellationToken ct)
    {
        var (done, all) = (0L, Math.Max(1, manifest.Parts.Sum(p => p.Length)));
        foreach (var part in manifest.Parts)
        {
            var path = Path.GetFullPath(Path.Combine(work, part.Name));
            if (!path.StartsWith(work + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new CopyRefused($"The backup is damaged: {part.Name} is no name of a part.");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using (var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 256 * 1024, useAsync: true))
            {
                await Archive.Extract(zip, part, to, ct);
                to.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && part.Name.StartsWith("keys/", StringComparison.Ordinal)) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            progress(0.5 * (done += part.Length) / all, "unpacking");
        }
    }

    /// <returns>Where the folder that was there is kept, or null.</returns>
    string? MoveIn(string work, string name, string stamp)
    {
        var (from, to) = (Path.Combine(work, name), Path.Combine(data.Path, name));
        if (!Directory.Exists(from)) return null;
        string? aside = null;
        if (Directory.Exists(to))
        {
            aside = Path.Combine(data.Path, $"replaced-{stamp}");
            Directory.CreateDirectory(aside);
            Directory.Move(to, Path.Combine(aside, name));
        }
        Directory.Move(from, to);
        return aside;
    }

    static bool Holds(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any();
    static string NameOf(string storage) => storage == "sqlite" ? "an SQLite database" : "a PostgreSQL database";
}
