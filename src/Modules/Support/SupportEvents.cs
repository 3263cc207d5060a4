namespace Nameplate.Support;

/// <summary>How a visit for help ended. <c>Resolved</c>: the visitor said so. <c>Answered</c>: an answer was reached, and nobody said more.</summary>
public enum SessionOutcome { Resolved, Answered, Abandoned, Escalated }

public enum ContactChannel { Phone, Chat, Email, Social, Store }

/// <summary>People looked for help by themselves.</summary>
public sealed record SessionsRecorded(IReadOnlyList<SessionRecorded> Sessions);

/// <param name="Tier">1 for questions, 2 for claims and parts.</param>
public sealed record SessionRecorded(Guid Session, Guid? Owner, Guid? Unit, string Gtin, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, SessionOutcome? Outcome, string? Topic, int Tier);

/// <summary>People were helped by somebody.</summary>
public sealed record ContactsRecorded(IReadOnlyList<ContactRecorded> Contacts);
public sealed record ContactRecorded(Guid Contact, Guid? Owner, Guid? Unit, string? Gtin, DateTimeOffset ContactedAt, ContactChannel Channel, string? Topic, decimal? Cost, string? Currency, DateTimeOffset? ResolvedAt);
