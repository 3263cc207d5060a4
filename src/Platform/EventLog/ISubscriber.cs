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

/// <summary>One entry of the list of subscribers that modules fill.</summary>
public sealed record Subscribed(string Name, Type Type)
{
    public bool IsReadModel => Type.IsAssignableTo(typeof(IReadModel));
}
