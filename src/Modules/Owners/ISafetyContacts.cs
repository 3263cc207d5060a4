namespace Nameplate.Owners;

/// <summary>Addresses that were left to be told of recalls, and may be used for nothing else.</summary>
public interface ISafetyContacts
{
    /// <summary>Who is to be told of these units, besides their owners.</summary>
    Task<IReadOnlyList<SafetyAddress>> Of(IReadOnlyCollection<Guid> units, CancellationToken ct);

    Task<SafetyFigures> Count(CancellationToken ct);
}

/// <param name="RemovalUrl">Each message to it carries this link, which takes the address out.</param>
public sealed record SafetyAddress(Guid Unit, string Email, string? Language, string RemovalUrl);

public sealed record SafetyFigures(int Contacts, int Units);

/// <summary>What a module knows of people's last visits, so that nobody who still comes is deleted.</summary>
public interface ILastSeen
{
    /// <summary>Those of these people who did something since then.</summary>
    Task<IReadOnlyCollection<Guid>> Since(DateTimeOffset since, IReadOnlyCollection<Guid> people, CancellationToken ct);
}
