using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;

namespace Nameplate.Owners.Companies;

/// <summary>Admins manage users, sites and where units are; members register and order; viewers look.</summary>
internal enum CompanyRole { Admin, Member, Viewer }

/// <summary>A person acts for a company. Before the invitation is taken up it opens nothing.</summary>
internal sealed class CompanyUser : IBrandOwned
{
    /// <summary>Of one company: all of them are shown at once.</summary>
    public const int Most = 200;

    public Guid BrandId { get; init; }
    public required Guid CompanyId { get; init; }
    public required Guid PersonId { get; init; }
    public required CompanyRole Role { get; set; }
    public DateTimeOffset InvitedAt { get; set; }
    public DateTimeOffset? JoinedAt { get; private set; }

    public bool Manages => JoinedAt is not null && Role == CompanyRole.Admin;
    public bool Registers => JoinedAt is not null && Role is CompanyRole.Admin or CompanyRole.Member;

    public void Join(DateTimeOffset now) => JoinedAt ??= now;
}

internal sealed class CompanyUserMap : IEntityTypeConfiguration<CompanyUser>
{
    public void Configure(EntityTypeBuilder<CompanyUser> u)
    {
        u.ToTable("owners_company_user").HasKey(x => new { x.BrandId, x.CompanyId, x.PersonId });
        u.HasIndex(x => new { x.BrandId, x.PersonId });
        u.HasOne<Company>().WithMany().HasForeignKey(x => new { x.BrandId, x.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        u.HasOne<Person>().WithMany().HasForeignKey(x => new { x.BrandId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        u.Ignore(x => x.Manages).Ignore(x => x.Registers);
    }
}
