using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Owners.People;

internal enum LinkPurpose { ConfirmRegistration, SignIn, RegisterPurchase, ConfirmConsents, JoinCompany }

/// <summary>A mailed link that works once. Only its hash is kept.</summary>
[Unaudited]
internal sealed class OwnerLink : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string TokenHash { get; init; }
    public LinkPurpose Purpose { get; init; }
    public required Guid PersonId { get; init; }
    public Guid? RegistrationId { get; init; }
    /// <summary>The unit that was bought, which the link registers.</summary>
    public Guid? UnitId { get; init; }
    /// <summary>The company whose invitation the link takes up.</summary>
    public Guid? CompanyId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; private set; }
    /// <summary>The six digits that do the same, typed where the mail was asked for.</summary>
    [Secret] public string? SealedCode { get; init; }
    /// <summary>Wrong digits that were typed.</summary>
    public int Tries { get; init; }

    public static readonly TimeSpan ToConfirm = TimeSpan.FromDays(30), ToSignIn = TimeSpan.FromMinutes(10);

    public bool IsGood(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;

    public static (OwnerLink Row, string Token) Confirming(Person person, Guid registration, DateTimeOffset now) => New(person, LinkPurpose.ConfirmRegistration, registration, now + ToConfirm, now);
    public static (OwnerLink Row, string Token) SigningIn(Person person, string sealedCode, DateTimeOffset now) => New(person, LinkPurpose.SignIn, null, now + ToSignIn, now, code: sealedCode);

    public static (OwnerLink Row, string Token) Registering(Person person, Guid unit, DateTimeOffset now) => New(person, LinkPurpose.RegisterPurchase, null, now + ToConfirm, now, unit);

    public static (OwnerLink Row, string Token) Consenting(Person person, DateTimeOffset now) => New(person, LinkPurpose.ConfirmConsents, null, now + ToConfirm, now);

    public static (OwnerLink Row, string Token) Joining(Person person, Guid company, DateTimeOffset now) => New(person, LinkPurpose.JoinCompany, null, now + ToConfirm, now, company: company);

    static (OwnerLink, string) New(Person person, LinkPurpose purpose, Guid? registration, DateTimeOffset expires, DateTimeOffset now, Guid? unit = null, string? code = null, Guid? company = null)
    {
        var token = Token.New();
        return (new() { BrandId = person.BrandId, TokenHash = Token.Hash(token), Purpose = purpose, PersonId = person.Id, RegistrationId = registration, UnitId = unit, CompanyId = company, CreatedAt = now, ExpiresAt = expires, SealedCode = code }, token);
    }
}

internal sealed class OwnerLinkMap : IEntityTypeConfiguration<OwnerLink>
{
    public void Configure(EntityTypeBuilder<OwnerLink> l)
    {
        l.ToTable("owners_link").HasKey(x => new { x.BrandId, x.TokenHash });
        l.Property(x => x.Tries).HasDefaultValue(0);
        l.HasIndex(x => x.TokenHash).IsUnique();        // looked up before the brand is known
        l.HasIndex(x => new { x.BrandId, x.PersonId });
        l.HasOne<Person>().WithMany().HasForeignKey(x => new { x.BrandId, x.PersonId });
    }
}
