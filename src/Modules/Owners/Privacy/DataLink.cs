using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Owners.Privacy;

/// <summary>Opens a person's data to whoever reads the mails of an address, also of one that is nobody's here: a guest who ordered, a contact for recalls.</summary>
[Unaudited]
internal sealed class DataLink : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string TokenHash { get; init; }
    [Personal] public required string Email { get; init; }
    [Personal] public required string EmailKey { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    public static readonly TimeSpan Lasts = TimeSpan.FromDays(3);

    public static (DataLink Row, string Token) To(Guid brand, string email, DateTimeOffset now)
    {
        var token = Token.New();
        return (new() { BrandId = brand, TokenHash = Token.Hash(token), Email = email.Trim(), EmailKey = People.Person.KeyOf(email), CreatedAt = now, ExpiresAt = now + Lasts }, token);
    }
}

internal sealed class DataLinkMap : IEntityTypeConfiguration<DataLink>
{
    public void Configure(EntityTypeBuilder<DataLink> l)
    {
        l.ToTable("owners_data_link").HasKey(x => new { x.BrandId, x.TokenHash });
        l.HasIndex(x => x.TokenHash).IsUnique();        // looked up before the brand is known
        l.HasIndex(x => new { x.BrandId, x.EmailKey });
    }
}
