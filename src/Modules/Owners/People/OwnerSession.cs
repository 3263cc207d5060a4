using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Owners.People;

/// <summary>A device on which a person is signed in. Only the hash of its cookie is kept.</summary>
[Unaudited]
internal sealed class OwnerSession : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string TokenHash { get; init; }
    public required Guid PersonId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }
    /// <summary>What the device calls itself, in two words: “Safari, iPhone”.</summary>
    public string? Device { get; init; }
    /// <summary>When it was last used, to the hour.</summary>
    public DateTimeOffset? SeenAt { get; private set; }

    public static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    /// <summary>Names it on a page; it opens nothing.</summary>
    public string Handle => Token.Hash("session " + TokenHash)[..16];

    public bool IsGood(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    public static (OwnerSession Row, string Token) Open(Person person, string? device, DateTimeOffset now)
    {
        var token = Token.New();
        return (new() { BrandId = person.BrandId, TokenHash = Token.Hash(token), PersonId = person.Id, CreatedAt = now, ExpiresAt = now + Lasts, Device = device, SeenAt = now }, token);
    }
}

internal sealed class OwnerSessionMap : IEntityTypeConfiguration<OwnerSession>
{
    public void Configure(EntityTypeBuilder<OwnerSession> s)
    {
        s.ToTable("owners_session").HasKey(x => new { x.BrandId, x.TokenHash });
        s.Ignore(x => x.Handle);
        s.HasIndex(x => x.TokenHash).IsUnique();        // looked up before the brand is known
        s.HasIndex(x => new { x.BrandId, x.PersonId });
        s.HasOne<Person>().WithMany().HasForeignKey(x => new { x.BrandId, x.PersonId });
    }
}
