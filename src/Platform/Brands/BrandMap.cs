using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Nameplate.Platform.Brands;

internal sealed class BrandMap : IEntityTypeConfiguration<Brand>
{
    public void Configure(EntityTypeBuilder<Brand> b)
    {
        b.ToTable("platform_brand").HasKey(x => x.Id);
        b.HasIndex(x => x.Slug).IsUnique();
        b.Property(x => x.TwoStepsNeeded).HasDefaultValue(false);
        b.HasIndex(x => x.Host).IsUnique();
    }
}
