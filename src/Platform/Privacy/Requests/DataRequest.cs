using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Privacy.Requests;

public enum RequestKind { Access, Erasure, Rectification, Restriction, Objection }
public enum RequestVia { Account, Link, Letter, Phone, Email, InPerson, Other }
public enum RequestState { Open, Working, Done, Refused }

/// <summary>Somebody asks for a right over their data. It has a clock from the day it came; what was done is kept, whose it was only as long as needed.</summary>
public sealed class DataRequest : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    /// <summary>What people read aloud: <c>D-7F3K9Q</c>.</summary>
    public required string Number { get; init; }
    public RequestKind Kind { get; init; }
    public RequestVia Via { get; init; }
    public RequestState State { get; private set; }
    /// <summary>Null once it is erased: then only the hash is left.</summary>
    [Personal] public string? Email { get; private set; }
    [Personal] public required string EmailHash { get; init; }
    public Guid? OwnerId { get; init; }
    /// <summary>ISO 3166-1 alpha-2: whose law sets the clock.</summary>
    public string? Country { get; init; }
    /// <summary>How the request reads, or how it was seen who asks.</summary>
    [Personal] public string? Note { get; private set; }
    /// <summary>What was answered, or why it was refused.</summary>
    [Personal] public string? Answer { get; private set; }
    public DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset? ExtendedAt { get; private set; }
    [Personal] public string? ExtendedBecause { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    /// <summary>Keys of holds the person gives up, with commas.</summary>
    public string? GivenUp { get; private set; }
    /// <summary>JSON of figures: how many rows of what were cleared.</summary>
    public string? Cleared { get; private set; }
    /// <summary>JSON: what stays, as key and day.</summary>
    public string? Held { get; private set; }
    /// <summary>Until when the last of it stays.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }
    /// <summary>What holds had delayed is cleared too.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }
    /// <summary>Of the page that says what became of it.</summary>
    [Secret] public string? TokenHash { get; private init; }

    const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public bool IsOpen => State is RequestState.Open or RequestState.Working;
    public bool IsLate(DateTimeOffset now) => IsOpen && now > DueAt;
    public bool CanBeExtended => State == RequestState.Open && ExtendedAt is null;

    public static (DataRequest Row, string Token) Received(Guid brand, RequestKind kind, RequestVia via, DataSubject subject, string? country, string? note, DateTimeOffset at)
    {
        var token = Token.New();
        return (new()
        {
            BrandId = brand, Number = "D-" + RandomNumberGenerator.GetString(Alphabet, 6), Kind = kind, Via = via, Email = subject.Email, EmailHash = HashOf(brand, subject.Email), OwnerId = subject.Owner, Country = country, Note = note,
            ReceivedAt = at, DueAt = RequestClock.Due(country, at), TokenHash = Token.Hash(token),
        }, token);
    }

    /// <summary>The law allows more time once, when the person is told why.</summary>
    public bool Extend(string because, DateTimeOffset now)
    {
        if (!CanBeExtended) return false;
        (ExtendedAt, ExtendedBecause, DueAt) = (now, because, RequestClock.Longer(Country, DueAt));
        return true;
    }

    /// <summary>The person is sure: from here a job clears.</summary>
    public bool Begin(IEnumerable<string> givenUp)
    {
        if (State != RequestState.Open || Kind != RequestKind.Erasure) return false;
        (State, GivenUp) = (RequestState.Working, string.Join(',', givenUp.Order(StringComparer.Ordinal)));
        return true;
    }

    public void Erased(string cleared, string held, DateTimeOffset? heldUntil, DateTimeOffset now)
    {
        (State, EndedAt, Cleared, Held, HeldUntil) = (RequestState.Done, now, cleared, held, heldUntil);
        if (heldUntil is null) CompletedAt = now;
        Forget();
    }

    public bool Close(RequestState state, string? answer, DateTimeOffset now)
    {
        if (State != RequestState.Open) return false;
        (State, Answer, EndedAt, CompletedAt) = (state, answer, now, now);
        return true;
    }

    public void Complete(DateTimeOffset now) => CompletedAt ??= now;

    public void Forget() => (Email, Note, Answer, ExtendedBecause) = (null, null, null, null);

    /// <summary>By it a person's requests are found when the address is no longer known; a brand's hashes tell another brand nothing.</summary>
    public static string HashOf(Guid brand, string email) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{brand:n}:data:{email.Trim().ToLowerInvariant()}")));
}

/// <summary>How long an answer may take: one month (GDPR Art. 12(3)), in the United States 45 days (CCPA 1798.130); once as much again, or two months, where it is told why.</summary>
public static class RequestClock
{
    const int Days = 45;

    static bool IsDays(string? country) => country == "US";
    public static DateTimeOffset Due(string? country, DateTimeOffset received) => IsDays(country) ? received.AddDays(Days) : received.AddMonths(1);
    public static DateTimeOffset Longer(string? country, DateTimeOffset due) => IsDays(country) ? due.AddDays(Days) : due.AddMonths(2);
}

/// <summary>What was done with a request, when, and by whom: ids and figures only.</summary>
[Unaudited]
public sealed class RequestStep : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid RequestId { get; init; }
    public DateTimeOffset At { get; init; }
    /// <summary>Such as <c>received</c>, <c>exported</c>, <c>erased</c>.</summary>
    public required string What { get; init; }
    public CallerKind Caller { get; init; }
    public string? CallerId { get; init; }
    public string? Detail { get; init; }
}

internal sealed class DataRequestMap : IEntityTypeConfiguration<DataRequest>
{
    public void Configure(EntityTypeBuilder<DataRequest> r)
    {
        r.ToTable("platform_data_request").HasKey(x => new { x.BrandId, x.Id });
        r.HasIndex(x => new { x.BrandId, x.State, x.DueAt });
        r.HasIndex(x => new { x.BrandId, x.EmailHash });
        r.HasIndex(x => new { x.BrandId, x.OwnerId });
        r.HasIndex(x => x.TokenHash).IsUnique();      // looked up before the brand is known
        r.Property(x => x.State).IsConcurrencyToken();
        r.Ignore(x => x.IsOpen).Ignore(x => x.CanBeExtended);
    }
}

internal sealed class RequestStepMap : IEntityTypeConfiguration<RequestStep>
{
    public void Configure(EntityTypeBuilder<RequestStep> s)
    {
        s.ToTable("platform_data_request_step").HasKey(x => new { x.BrandId, x.Id });
        s.HasIndex(x => new { x.BrandId, x.RequestId });
    }
}
