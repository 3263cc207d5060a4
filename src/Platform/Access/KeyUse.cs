using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access;

/// <summary>Notes when a key was last used: at most once a minute for each, behind the requests, which never wait for it.</summary>
public sealed partial class KeyUse(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KeyUse> log) : BackgroundService
{
    static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);
    readonly ConcurrentDictionary<Guid, DateTimeOffset> noted = new();
    readonly Channel<(Guid Key, DateTimeOffset At)> waiting = Channel.CreateBounded<(Guid, DateTimeOffset)>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Note(Guid key)
    {
        var now = clock.GetUtcNow();
        if (noted.TryGetValue(key, out var last) ? now - last >= Apart && noted.TryUpdate(key, now, last) : noted.TryAdd(key, now)) waiting.Writer.TryWrite((key, now));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (key, at) in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try { await Write(key, at, stoppingToken); }
            catch (Exception error) when (error is not OperationCanceledException) { NotWritten(error); }
        }
    }

    async Task Write(Guid key, DateTimeOffset at, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<ApiKey>().Where(k => k.Id == key && (k.LastUsedAt == null || k.LastUsedAt < at)).ExecuteUpdateAsync(u => u.SetProperty(k => k.LastUsedAt, at), ct);
        await tx.CommitAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last use of a key could not be written")]
    partial void NotWritten(Exception error);
}
