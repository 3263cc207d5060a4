using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Resolver;

namespace Nameplate.Owners.Funnel;

/// <summary>That the page of a unit nobody had was opened is told once by each way there: from a poster, and from anything else. It says nothing of who did.</summary>
[Unaudited]
internal sealed class Opening : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid UnitId { get; init; }
    public bool Promoted { get; init; }
}

internal sealed class OpeningMap : IEntityTypeConfiguration<Opening>
{
    public void Configure(EntityTypeBuilder<Opening> o) => o.ToTable("owners_opening").HasKey(x => new { x.BrandId, x.UnitId, x.Promoted });
}

/// <summary>A page that was opened, on its way to the record.</summary>
internal sealed record SeenPage(Guid Brand, UnitOpened Fact)
{
    public bool IsPromoted => Fact.Placement == Placement.Promotion;
}
