using Nameplate.Messaging.Deliveries;
using Nameplate.Platform.Mail;

namespace Nameplate.Messaging.Channels;

/// <summary>A way to readers. Where the operator has not set one up it is absent, and pages say so.</summary>
internal interface IChannel
{
    MessageChannel Channel { get; }
    bool IsSet { get; }
    /// <summary>How long one handover can take.</summary>
    TimeSpan Lease { get; }
    /// <summary>False while the other side cannot be used: then one message now and then finds out whether it can again.</summary>
    bool MayTry { get; }
    bool IsAway { get; }
    /// <summary>What several messages go through.</summary>
    IDisposable Connect();
    /// <param name="line">From <see cref="Connect"/>.</param>
    /// <param name="message">Addressed and opened.</param>
    /// <param name="onTheWay">To be called before the other side can have any of it.</param>
    /// <param name="ct">The program ends.</param>
    Task<Handed> Send(IDisposable line, Parcel message, Func<ValueTask> onTheWay, CancellationToken ct);
}

/// <summary>A message as a channel takes it.</summary>
internal sealed record Parcel(Message Message, string Html, string Text, string BrandName, string? StopUrl);
