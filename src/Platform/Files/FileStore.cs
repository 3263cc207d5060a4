using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Files;

/// <summary>The folder in which files are written and, unless they go to a bucket, kept.</summary>
public sealed record FileFolder(string Path);

/// <summary>Files of the current brand.</summary>
public sealed class FileStore(AppDb db, CurrentBrand brand, FileFolder folder, IFileBytes kept, TimeProvider clock)
{
    /// <summary>
    /// Opens a new file for writing; <see cref="Keep"/> it when it is whole. Its row is saved by the caller's transaction; bytes without a row are nobody's.
    /// </summary>
    /// <param name="id">Of a file whose writing may have been interrupted: its bytes are there still. Without it the file is a new one.</param>
    public (StoredFile File, FileStream Bytes) Create(string name, string contentType, bool isPublic = false, Guid? id = null)
    {
        var file = new StoredFile { Id = id ?? OrderedId.Next(), BrandId = brand.Id, Name = name, ContentType = contentType, Public = isPublic, CreatedAt = clock.GetUtcNow() };
        var path = PathOf(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        db.Add(file);
        return (file, new FileStream(path, id is null ? FileMode.CreateNew : FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 64 * 1024, useAsync: true));
    }

    public async Task<StoredFile> Save(string name, string contentType, Stream content, bool isPublic, CancellationToken ct)
    {
        var (file, bytes) = Create(name, contentType, isPublic);
        await using (bytes) await content.CopyToAsync(bytes, ct);
        await Keep(file, ct);
        await db.SaveChangesAsync(ct);
        return file;
    }

    public Task<StoredFile?> Find(Guid id, CancellationToken ct) => db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct);

    /// <summary>Puts a file that was written where files are kept. When that fails the bytes stay where they were written, and it can be tried again.</summary>
    public async Task Keep(StoredFile file, CancellationToken ct)
    {
        var written = PathOf(file);
        file.Length = new FileInfo(written).Length;
        await kept.Keep(file.Path, written, ct);
    }

    public Stream Open(StoredFile file) => kept.Open(file.Path, file.Length);

    /// <summary>Removes the bytes of a file whose row is gone.</summary>
    public Task Delete(StoredFile file, CancellationToken ct) => kept.Delete(file.Path, ct);

    string PathOf(StoredFile file) => System.IO.Path.Combine(folder.Path, file.Path);
}
