using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Telemetry;

namespace Nameplate.Resolver.Scans;

/// <summary>
/// Group commit: scans that arrive together share one transaction, and each is answered after the commit.
/// It does not linger for more to come: the commit itself is the time in which they gather. SQLite has one writer; PostgreSQL writes some groups while others reach the disk.
/// </summary>
internal sealed partial class ScanWriter(IRawConnections connections, IDialect dialect, Rush rush, ILogger<ScanWriter> log) : IHostedService
{
    const int Most = 2_000, Waiting = 10 * Most, OnPostgres = 3;

    readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(Waiting) { SingleReader = dialect.IsSqlite });
    readonly TaskCompletionSource[] ended = [.. Enumerable.Range(0, dialect.IsSqlite ? 1 : OnPostgres).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
    bool isStarted;

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
        foreach (var end in ended) new Thread(() => Run(end)) { IsBackground = true, Name = "scans" }.Start();
        isStarted = true;
        return Task.CompletedTask;
    }

    /// <summary>The web server has stopped before: what is in the queue is written, then the threads end.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        return isStarted ? Task.WhenAll(ended.Select(e => e.Task)).WaitAsync(cancellationToken) : Task.CompletedTask;
    }

    void Run(TaskCompletionSource end)
    {
        var batch = new List<Pending>(Most);
        IScanInsert? insert = null;
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            try
            {
                insert ??= dialect.IsSqlite ? new SqliteScanInsert(connections) : new PostgresScanInsert(connections.OpenAcrossBrands());
                using (connections.EnterWrite())
                {
                    while (batch.Count < Most && queue.Reader.TryRead(out var pending)) batch.Add(pending);
                    if (batch.Count == 0) continue;      // another took them
                    insert.Insert(batch.ConvertAll(p => p.Scan));
                }
                rush.Wave(batch.Count);
                Instruments.Scans.Add(batch.Count);
                Answer(batch);
            }
            catch (Exception error)      // whatever it was, those who wait must hear that their scan is not kept
            {
                if (batch.Count == 0)      // there is no connection: nobody in the queue need wait for it
                    while (batch.Count < Most && queue.Reader.TryRead(out var pending)) batch.Add(pending);
                Lost(error.Message, batch.Count);
                foreach (var pending in batch) _ = Task.Run(() => pending.Kept.TrySetResult(false));
                insert?.Dispose();
                insert = null;
            }
            batch.Clear();
        }
        insert?.Dispose();
        end.SetResult();
    }

    /// <summary>As many answer at once as there are processors: to wake a thread for each would cost more than the answer.</summary>
    static void Answer(List<Pending> batch)
    {
        var share = Math.Max(4, (batch.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount);
        for (var from = 0; from < batch.Count; from += share)
            ThreadPool.UnsafeQueueUserWorkItem(static some => { foreach (var pending in some) pending.Kept.SetResult(true); }, batch.GetRange(from, Math.Min(share, batch.Count - from)), preferLocal: false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} scans were not kept: {Reason}")]
    partial void Lost(string reason, int count);

    sealed class Pending(Scan scan)
    {
        public Scan Scan => scan;
        /// <summary>Whoever sets it goes on with the request.</summary>
        public TaskCompletionSource<bool> Kept { get; } = new();
    }
}
