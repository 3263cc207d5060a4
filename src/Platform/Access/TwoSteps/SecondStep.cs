using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Access.TwoSteps;

/// <summary>Somebody gave the right password, or opened a mailed link, and still owes the code.</summary>
[Unaudited]
internal sealed class SecondStep : ITellsBrand
{
    public required string TokenHash { get; init; }
    public required Guid StaffId { get; init; }
    public required Guid BrandId { get; init; }
    public bool ByLink { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    public const string Cookie = "np-step";
    public static readonly TimeSpan Valid = TimeSpan.FromMinutes(10);
}

internal sealed class SecondStepMap : IEntityTypeConfiguration<SecondStep>
{
    public void Configure(EntityTypeBuilder<SecondStep> s)
    {
        s.ToTable("platform_second_step").HasKey(x => x.TokenHash);
        s.HasIndex(x => x.StaffId);
        s.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.StaffId);
        s.HasOne<Brand>().WithMany().HasForeignKey(x => x.BrandId);
    }
}
