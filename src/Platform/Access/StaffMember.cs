using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Access;

/// <summary>A person who works for one or more brands. Identity's tables stand outside the tenancy.</summary>
public sealed class StaffMember : IdentityUser<Guid>;

public enum StaffRole { Owner }

/// <summary>What a staff member is to a brand.</summary>
public sealed class Membership : ITellsBrand
{
    public required Guid BrandId { get; init; }
    public required Guid StaffId { get; init; }
    public StaffRole Role { get; init; }
}

/// <summary>A mailed link that signs a staff member in once.</summary>
[Unaudited]
public sealed class SignInLink
{
    public required string TokenHash { get; init; }
    public required Guid StaffId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; private set; }

    public bool IsGood(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
    public void Use(DateTimeOffset now) => UsedAt = now;
}

internal sealed class MembershipMap : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> m)
    {
        m.ToTable("platform_membership").HasKey(x => new { x.BrandId, x.StaffId });
        m.HasIndex(x => x.StaffId);
        m.HasOne<Brand>().WithMany().HasForeignKey(x => x.BrandId);
        m.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.StaffId);
    }
}

internal sealed class SignInLinkMap : IEntityTypeConfiguration<SignInLink>
{
    public void Configure(EntityTypeBuilder<SignInLink> l)
    {
        l.ToTable("platform_sign_in_link").HasKey(x => x.TokenHash);
        l.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.StaffId);
    }
}
