using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access.Invitations;

/// <summary>Somebody is asked to work for a brand. Like an API key it is looked up by its secret before the brand is known, so it stands outside the brand's filter.</summary>
internal sealed class Invitation : ITellsBrand
{
    public required Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    [Personal] public required string Email { get; init; }
    /// <summary>As Identity normalises it.</summary>
    public required string EmailKey { get; init; }
    public StaffRole Role { get; private set; }
    [Secret] public string TokenHash { get; private set; } = "";
    public Guid? InvitedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public static readonly TimeSpan Valid = TimeSpan.FromDays(7);

    public bool IsOpen => AcceptedAt is null && WithdrawnAt is null;
    public bool IsGood(DateTimeOffset now) => IsOpen && now < ExpiresAt;
    public void Withdraw(DateTimeOffset now) { if (IsOpen) WithdrawnAt = now; }

    /// <summary>A new link; an earlier one no longer opens anything.</summary>
    /// <returns>The secret of the link.</returns>
    public string Send(StaffRole role, DateTimeOffset now)
    {
        var token = Token.New();
        (Role, TokenHash, SentAt, ExpiresAt) = (role, Token.Hash(token), now, now + Valid);
        return token;
    }
}

internal sealed class InvitationMap : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> i)
    {
        i.ToTable("platform_invitation").HasKey(x => new { x.BrandId, x.Id });
        i.HasIndex(x => x.TokenHash).IsUnique();
        i.HasIndex(x => new { x.BrandId, x.EmailKey });
        i.HasOne<Brand>().WithMany().HasForeignKey(x => x.BrandId);
    }
}
