using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Access;

/// <summary>A person who works for one or more brands. Identity's tables stand outside the tenancy.</summary>
public sealed class StaffMember : IdentityUser<Guid>
{
    /// <summary>How colleagues call the person.</summary>
    [Personal] public string? Name { get; set; }
    /// <summary>The console speaks it, whatever the browser wishes; null follows the browser.</summary>
    public string? Language { get; set; }
    /// <summary>What the authenticator app and this server both know, encrypted by data protection.</summary>
    [Secret] public string? CodeKey { get; set; }
    /// <summary>The 30 seconds whose code was taken last: a code is taken once.</summary>
    [Secret] public long? CodeTaken { get; set; }
    /// <summary>Wrong codes since the last right one; counted apart from wrong passwords, which anybody can send.</summary>
    public int WrongCodes { get; set; }
    public DateTimeOffset? CodesRestUntil { get; set; }
}

/// <summary>What a staff member is to a brand.</summary>
public sealed class Membership : ITellsBrand
{
    public required Guid BrandId { get; init; }
    public required Guid StaffId { get; init; }
    public StaffRole Role { get; set; }
}

internal sealed class StaffMemberMap : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> m) => m.Property(x => x.WrongCodes).HasDefaultValue(0);
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
