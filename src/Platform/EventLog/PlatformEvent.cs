using Nameplate.Platform.Audit;
namespace Nameplate.Platform.EventLog;

/// <summary>One fact of the append-only log.</summary>
public sealed class PlatformEvent : ILogRow
{
    public Guid BrandId { get; init; }
    public long Position { get; private set; }
    public ulong Tx { get; private set; }
    /// <summary>For example <c>owners.units-registered</c>.</summary>
    public required string Type { get; init; }
    public Guid? UnitId { get; init; }
    public Guid? OwnerId { get; init; }
    public DateTimeOffset At { get; init; }
    /// <summary>JSON; ids and figures only.</summary>
    public required string Payload { get; init; }

    int ILogRow.Weight => 1 + (Payload.Length / 200);

    public bool Is<T>() => Type == EventName.Of(typeof(T));
    public T Read<T>() => EventName.Read<T>(Payload);
}

/// <summary>How far a subscriber has come.</summary>
[Unaudited]
public sealed class EventCursor
{
    public required string Subscriber { get; init; }
    public ulong Tx { get; set; }
    public long Position { get; set; }

    public bool IsAt(EventCursor other) => (Tx, Position) == (other.Tx, other.Position);
}
