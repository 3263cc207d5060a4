using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Access;

/// <summary>A link, mailed or printed by the command line, that signs a staff member in once, for one brand.</summary>
[Unaudited]
public sealed class SignInLink : ITellsBrand
{
    public required string TokenHash { get; init; }
    public required Guid StaffId { get; init; }
    /// <summary>The brand it opens; null, in old links, for the person's first.</summary>
    public Guid? BrandId { get; init; }
    Guid ITellsBrand.BrandId => BrandId ?? Guid.Empty;
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; private set; }

    public bool IsGood(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}

internal sealed class SignInLinkMap : IEntityTypeConfiguration<SignInLink>
{
    public void Configure(EntityTypeBuilder<SignInLink> l)
    {
        l.ToTable("platform_sign_in_link").HasKey(x => x.TokenHash);
        l.HasIndex(x => x.StaffId);
        l.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.StaffId);
        l.HasOne<Brand>().WithMany().HasForeignKey(x => x.BrandId);
    }
}
