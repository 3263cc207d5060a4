namespace Nameplate.Products.Labels;

/// <summary>Takes what is written at once, and hands it on when there is time to wait: a ZIP closes its entries without waiting, which an answer over the network does not allow.</summary>
internal sealed class Spool(Stream output) : Stream
{
    readonly MemoryStream held = new();

    /// <summary>Hands on what is held.</summary>
    public async Task Drain(CancellationToken ct)
    {
        await output.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), ct);
        held.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => held.Write(buffer, offset, count);
    public override void Write(ReadOnlySpan<byte> buffer) => held.Write(buffer);
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => held.WriteAsync(buffer, offset, count, cancellationToken);
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => held.WriteAsync(buffer, cancellationToken);
    public override void Flush() { }
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
