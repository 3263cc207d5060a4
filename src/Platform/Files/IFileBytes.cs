namespace Nameplate.Platform.Files;

/// <summary>Where the bytes of files lie: a folder, or a bucket of an S3 store. What is known of a file is a row of the records.</summary>
public interface IFileBytes
{
    /// <summary>Takes a finished file from the folder where it was written.</summary>
    Task Keep(string path, string written, CancellationToken ct);

    /// <summary>Opens the bytes to be read; the stream can be positioned.</summary>
    Stream Open(string path, long length);

    Task Delete(string path, CancellationToken ct);

    /// <summary>Where the bytes lie, for a person.</summary>
    string Place { get; }
}

/// <summary>The bytes could not be reached or written; nothing was lost.</summary>
public sealed class FilesUnreachable(string sentence, Exception? inner = null) : IOException(sentence, inner);

/// <summary>Files lie where they are written.</summary>
internal sealed class FolderBytes(FileFolder folder) : IFileBytes
{
    public string Place => Path.GetFullPath(folder.Path);
    public Task Keep(string path, string written, CancellationToken ct) => Task.CompletedTask;
    public Stream Open(string path, long length) => new FileStream(Path.Combine(folder.Path, path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 64 * 1024, useAsync: true);

    public Task Delete(string path, CancellationToken ct)
    {
        File.Delete(Path.Combine(folder.Path, path));
        return Task.CompletedTask;
    }
}
