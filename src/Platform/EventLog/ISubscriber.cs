using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.EventLog;

/// <summary>
/// Follows the event log. Each event takes effect exactly once: the handler's writes and the cursor share one transaction.
/// </summary>
public interface ISubscriber
{
    /// <summary>The name of its cursor, such as <c>analytics.facts</c>.</summary>
    static abstract string Name { get; }

    /// <summary>Handles events of one brand, in order. The current brand is set; the caller saves and commits.</summary>
    Task Handle(IReadOnlyList<PlatformEvent> events, CancellationToken ct);
}

/// <summary>A subscriber whose writes are a read model: dropped and made again from the log by <c>db rebuild</c>.</summary>
public interface IReadModel : ISubscriber
{
    /// <summary>Deletes everything the model holds, of all brands.</summary>
    Task Clear(AppDb db, CancellationToken ct);
}

/// <summary>One entry of the list of subscribers that modules fill: how it moves on in a scope, whether rows wait for it, about how many and since when, and how a read model is emptied.</summary>
public sealed record Subscribed(
    string Name, Func<IServiceProvider, Stride, CancellationToken, Task<Turn>> Advance, Func<IServiceProvider, CancellationToken, Task<bool>> AnyWaiting,
    Func<IServiceProvider, CancellationToken, Task<long>> Lag, Func<IServiceProvider, CancellationToken, Task<DateTimeOffset?>> WaitingSince, Func<IServiceProvider, AppDb, CancellationToken, Task>? Clear)
{
    /// <summary>Sets the first row that waits aside, with the reason.</summary>
    internal Func<IServiceProvider, string, CancellationToken, Task<bool>> SetAside { get; private init; } = null!;
    /// <summary>Tries a row that was set aside once more.</summary>
    internal Func<IServiceProvider, ulong, long, CancellationToken, Task<bool>> TryAgain { get; private init; } = null!;

    public static Subscribed To<T>() where T : class, ISubscriber => Following<PlatformEvent, T>(T.Name, s => s.Handle, typeof(T).IsAssignableTo(typeof(IReadModel)) ? (s, db, ct) => ((IReadModel)s).Clear(db, ct) : null);

    /// <summary>The type of the log's rows.</summary>
    public required Type Log { get; init; }

    /// <summary>A log that is written to all the time would keep its followers writing all the time: they rest after each batch and take more at once; those who are behind rest no longer than they worked.</summary>
    public TimeSpan Rest { get; private init; }
    public int Least { get; private init; } = 1;
    public int Most { get; private init; } = 2_048;
    internal Stride NewStride() => new(Least, Most);

    public static Subscribed To<TRow, T>() where TRow : class, ILogRow where T : class, IFollower<TRow> =>
        Following<TRow, T>(T.Name, s => s.Handle, typeof(T).IsAssignableTo(typeof(IFollowingModel<TRow>)) ? (s, db, ct) => ((IFollowingModel<TRow>)s).Clear(db, ct) : null) with { Rest = TimeSpan.FromMilliseconds(100), Least = 128, Most = 1_024 };

    static Subscribed Following<TRow, T>(string name, Func<T, Func<IReadOnlyList<TRow>, CancellationToken, Task>> handle, Func<T, AppDb, CancellationToken, Task>? clear) where TRow : class, ILogRow where T : class => new(
        name,
        (services, stride, ct) => services.GetRequiredService<Subscription>().Advance(name, handle(services.GetRequiredService<T>()), stride, ct),
        (services, ct) => services.GetRequiredService<Subscription>().AnyWaiting<TRow>(name, ct),
        (services, ct) => services.GetRequiredService<Subscription>().Lag<TRow>(name, ct),
        (services, ct) => services.GetRequiredService<Subscription>().WaitingSince<TRow>(name, ct),
        clear is null ? null : (services, db, ct) => clear(services.GetRequiredService<T>(), db, ct))
    {
        Log = typeof(TRow),
        SetAside = (services, error, ct) => services.GetRequiredService<Subscription>().SetAside<TRow>(name, error, ct),
        TryAgain = (services, tx, position, ct) => services.GetRequiredService<Subscription>().TryAgain(name, tx, position, handle(services.GetRequiredService<T>()), ct),
    };
}
