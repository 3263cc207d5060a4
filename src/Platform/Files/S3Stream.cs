namespace Nameplate.Platform.Files;

/// <summary>Bytes of a bucket, fetched from where the reader stands: nothing is asked for before the first read, and a new position begins a new request.</summary>
internal sealed class S3Stream(Func<long, CancellationToken, Task<Stream>> fetch, long length) : Stream
{
    Stream? arriving;
    long position;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get => position; set => Seek(value, SeekOrigin.Begin); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= length) return 0;
        arriving ??= await fetch(position, cancellationToken);
        var read = await arriving.ReadAsync(buffer, cancellationToken);
        position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var to = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => position + offset, _ => length + offset };
        if (to == position) return to;
        arriving?.Dispose();
        arriving = null;
        return position = to;
    }

    public override void Flush() { }
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) arriving?.Dispose();
        base.Dispose(disposing);
    }
}
