using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Nameplate.Platform.Jobs;

internal sealed class JobMap : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> j)
    {
        j.ToTable("platform_job").HasKey(x => new { x.BrandId, x.Id });
        j.HasIndex(x => new { x.State, x.DueAt });        // crosses brands on purpose: the runner serves all of them
    }
}
