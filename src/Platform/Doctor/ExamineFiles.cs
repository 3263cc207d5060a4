using System.Runtime.CompilerServices;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Doctor;

/// <summary>A file is written, read and removed where files are kept.</summary>
internal sealed class ExamineFiles(IFileBytes kept, FileFolder folder) : IExamine
{
    public string Check => "files";

    public async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken ct)
    {
        Finding finding;
        try
        {
            var path = $"doctor-{OrderedId.Next():n}";
            var written = Path.Combine(folder.Path, path);
            Directory.CreateDirectory(folder.Path);
            await File.WriteAllBytesAsync(written, "nameplate"u8.ToArray(), ct);
            await kept.Keep(path, written, ct);
            var read = new byte[9];
            await using (var stream = kept.Open(path, read.Length)) await stream.ReadExactlyAsync(read, ct);
            await kept.Delete(path, ct);
            finding = read.AsSpan().SequenceEqual("nameplate"u8) ? Finding.Ok("files", $"A file can be written to {kept.Place}, read and removed.") : Finding.Fails("files", $"{kept.Place} gives back other bytes than were written.", "Check the file store.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { finding = Finding.Fails("files", error.Message, "Check the rights on the data folder, or the settings Files:S3."); }
        yield return finding;
    }
}
