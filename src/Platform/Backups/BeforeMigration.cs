using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Backups;

/// <summary>Keeps a copy of the records as they are before a migration changes their tables; of such copies the last three.</summary>
public sealed class BeforeMigration(IRecordsCopy records, DataFolder data)
{
    const int Kept = 3;

    /// <returns>Where the copy lies.</returns>
    public async Task<string> Copy(string migration, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data.Path, "backups"));
        var path = Path.Combine(folder.FullName, $"before-{migration}{Path.GetExtension(records.FileName)}");
        var partial = $"{path}.{OrderedId.Next():n}.partial";
        try
        {
            await records.Write(partial, ct);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(partial, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(partial, path, overwrite: true);
        }
        finally { File.Delete(partial); }
        foreach (var old in folder.GetFiles($"before-*{Path.GetExtension(records.FileName)}").OrderByDescending(f => f.LastWriteTimeUtc).ThenByDescending(f => f.Name, StringComparer.Ordinal).Skip(Kept)) old.Delete();
        return path;
    }
}
