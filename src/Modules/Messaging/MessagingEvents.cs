namespace Nameplate.Messaging;

public enum MessageState { Queued, Sent, Delivered, Bounced, Complained, Suppressed, Failed, InDoubt }

/// <summary>Something became of a message: it left, came back, was stopped.</summary>
public sealed record MessageMoved(Guid Message, string Kind, MessageState State);
