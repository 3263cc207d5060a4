using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Telemetry;

namespace Nameplate.Resolver.Scans;

/// <summary>
/// Group commit: scans that arrive together share one transaction, written by one thread, and each is answered after the commit.
/// It does not linger for more to come: the commit itself is the time in which they gather.
/// </summary>
internal sealed partial class ScanWriter(IRawConnections connections, IDialect dialect, ILogger<ScanWriter> log) : IHostedService
{
    const int Most = 2_000, Waiting = 10 * Most;

    readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Thread? thread;

    /// <summary>Waits for room when the database does not keep up, then for the commit.</summary>
    /// <returns>False when the scan could not be kept.</returns>
    public async Task<bool> Write(Scan scan, CancellationToken ct)
    {
        var pending = new Pending(scan);
        try { await queue.Writer.WriteAsync(pending, ct); }
        catch (ChannelClosedException) { return false; }      // the server is being stopped
        return await pending.Kept.Task;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        thread = new Thread(Run) { IsBackground = true, Name = "scans" };
        thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>The web server has stopped before: what is in the queue is written, then the thread ends.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        return thread is null ? Task.CompletedTask : ended.Task.WaitAsync(cancellationToken);
    }

    void Run()
    {
        var batch = new List<Pending>(Most);
        IScanInsert? insert = null;
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            try
            {
                insert ??= dialect.IsSqlite ? new SqliteScanInsert(connections.OpenAcrossBrands()) : new PostgresScanInsert(connections.OpenAcrossBrands());
                using (connections.EnterWrite())
                {
                    while (batch.Count < Most && queue.Reader.TryRead(out var pending)) batch.Add(pending);
                    insert.Insert(batch.ConvertAll(p => p.Scan));
                }
                Instruments.Scans.Add(batch.Count);
                foreach (var pending in batch) pending.Kept.SetResult(true);
            }
            catch (Exception error)      // whatever it was, those who wait must hear that their scan is not kept
            {
                if (batch.Count == 0)      // there is no connection: nobody in the queue need wait for it
                    while (batch.Count < Most && queue.Reader.TryRead(out var pending)) batch.Add(pending);
                Lost(error.Message, batch.Count);
                foreach (var pending in batch) pending.Kept.TrySetResult(false);
                insert?.Dispose();
                insert = null;
            }
            batch.Clear();
        }
        insert?.Dispose();
        ended.SetResult();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} scans were not kept: {Reason}")]
    partial void Lost(string reason, int count);

    sealed class Pending(Scan scan)
    {
        public Scan Scan => scan;
        public TaskCompletionSource<bool> Kept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
