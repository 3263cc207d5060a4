using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Nameplate.Platform.Jobs;

/// <summary>
/// Small work an answer must not wait for, lest its time tell who is known here. It is kept in memory only: what a killed server had not begun, the person asks for again.
/// </summary>
public sealed partial class AfterAnswer(IServiceScopeFactory scopes, ILogger<AfterAnswer> log) : BackgroundService
{
    readonly Channel<Func<IServiceProvider, CancellationToken, Task>> waiting = Channel.CreateBounded<Func<IServiceProvider, CancellationToken, Task>>(new BoundedChannelOptions(10_000) { SingleReader = true });

    public void Do(Func<IServiceProvider, CancellationToken, Task> work)
    {
        if (!waiting.Writer.TryWrite(work)) TooMuch();
    }

    /// <summary>Everything given before has been done.</summary>
    public Task Done()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Do((_, _) => { done.SetResult(); return Task.CompletedTask; });
        return done.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var end = stoppingToken.Register(() => waiting.Writer.TryComplete());      // what was taken is still done
        await foreach (var work in waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await work(scope.ServiceProvider, CancellationToken.None);
            }
            catch (Exception error) { NotDone(error); }      // nobody waits for it; the next one is not held up
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Work behind an answer failed")]
    partial void NotDone(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too much work waits behind answers; some was left out")]
    partial void TooMuch();
}
