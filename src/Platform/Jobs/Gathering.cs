using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Jobs;

/// <summary>
/// Small facts that pages notice, written behind the answers, many in one transaction. What this node has written lately is not written again.
/// They are kept in memory until then: a killed server loses the last second of them.
/// </summary>
public abstract partial class Gathering<T>(IServiceScopeFactory scopes, ILogger log) : BackgroundService where T : class
{
    const int Most = 500, Remembered = 100_000;
    static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);
    readonly Channel<T> waiting = Channel.CreateBounded<T>(new BoundedChannelOptions(20_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });
    readonly ConcurrentDictionary<object, byte> lately = new();

    protected abstract Guid BrandOf(T item);
    /// <summary>Two with the same key are one.</summary>
    protected abstract object KeyOf(T item);
    /// <summary>Writes and saves items of one brand, which is the current one. Two nodes may write the same: the loser is called again.</summary>
    protected abstract Task Write(IServiceProvider services, IReadOnlyList<T> items, CancellationToken ct);

    public void Take(T item)
    {
        if (lately.Count > Remembered) lately.Clear();
        if (lately.TryAdd(KeyOf(item), 0)) waiting.Writer.TryWrite(item);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var end = stoppingToken.Register(() => waiting.Writer.TryComplete());      // what was taken is still written
        List<T> taken = [];
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            if (!stoppingToken.IsCancellationRequested) await Task.Delay(Linger, CancellationToken.None);
            taken.Clear();
            while (taken.Count < Most && waiting.Reader.TryRead(out var item)) taken.Add(item);
            foreach (var ofBrand in taken.GroupBy(BrandOf)) await WriteAll(ofBrand.Key, [.. ofBrand]);
        }
    }

    async Task WriteAll(Guid brand, IReadOnlyList<T> items)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
            try
            {
                await Write(scope.ServiceProvider, items, CancellationToken.None);
                return;
            }
            catch (DbUpdateException e) when (attempt < 5 && scope.ServiceProvider.GetRequiredService<AppDb>().Dialect.IsDuplicateKey(e)) { /* another node wrote one of them just now */ }
            catch (Exception error)      // nobody waits for it; it is noticed again when the page is opened again
            {
                foreach (var item in items) lately.TryRemove(KeyOf(item), out _);
                NotWritten(log, error);
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What pages noticed could not be written")]
    static partial void NotWritten(ILogger log, Exception error);
}
