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
    /// <summary>The browser that asked, by the hash of the secret it was given: the link opens there alone. Null where an operator hands it over.</summary>
    public string? AskedHash { get; init; }
    /// <summary>The code of the same mail, for the case that the mail is read on another device.</summary>
    public string? CodeHash { get; init; }
    /// <summary>Codes typed into the browser that asked.</summary>
    public int Tries { get; private set; }

    public const int MostTries = 5;

    public bool IsGood(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}

internal sealed class SignInLinkMap : IEntityTypeConfiguration<SignInLink>
{
    public void Configure(EntityTypeBuilder<SignInLink> l)
    {
        l.ToTable("platform_sign_in_link").HasKey(x => x.TokenHash);
        l.HasIndex(x => x.StaffId);
        l.HasIndex(x => x.AskedHash);
        l.Property(x => x.Tries).HasDefaultValue(0);
        l.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.StaffId);
        l.HasOne<Brand>().WithMany().HasForeignKey(x => x.BrandId);
    }
}
