using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Safety;

/// <summary>An address to be told of recalls of one unit, and for nothing else (GPSR 2023/988 Art. 35(2)). It is no registration and no owner, and no query but that of a recall sees it.</summary>
[Unaudited]
internal sealed class SafetyContact : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid UnitId { get; init; }
    [Personal] public required string Email { get; init; }
    [Personal] public required string EmailKey { get; init; }
    public string? Language { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    /// <summary>Its own link takes it out. Kept as it is, because each of its mails leads there; the address stands in the same row.</summary>
    [Secret] public required string Token { get; init; }
    [Secret] public required string TokenHash { get; init; }

    public static SafetyContact Of(Guid brand, Guid unit, string email, string language, DateTimeOffset now)
    {
        var token = Platform.Access.Token.New();
        return new() { BrandId = brand, UnitId = unit, Email = email.Trim(), EmailKey = People.Person.KeyOf(email), Language = language, CreatedAt = now, Token = token, TokenHash = Platform.Access.Token.Hash(token) };
    }
}

internal sealed class SafetyContactMap : IEntityTypeConfiguration<SafetyContact>
{
    public void Configure(EntityTypeBuilder<SafetyContact> c)
    {
        c.ToTable("owners_safety_contact").HasKey(x => new { x.BrandId, x.Id });
        c.HasIndex(x => new { x.BrandId, x.UnitId, x.EmailKey }).IsUnique();
        c.HasIndex(x => new { x.BrandId, x.EmailKey });
        c.HasIndex(x => x.TokenHash).IsUnique();        // looked up before the brand is known
    }
}
