using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Warranty.Terms;

/// <summary>A country's statutory months as a brand has set them. Terms are added, never changed: a registration keeps those it was made under.</summary>
internal sealed class StatutoryTerm : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Country { get; init; }
    /// <summary>Null: from now on the standard again. 0: none.</summary>
    public int? Months { get; init; }
    public DateTimeOffset Since { get; init; }
}

internal sealed class StatutoryTermMap : IEntityTypeConfiguration<StatutoryTerm>
{
    public void Configure(EntityTypeBuilder<StatutoryTerm> t) => t.ToTable("warranty_statutory_term").HasKey(x => new { x.BrandId, x.Id });
}
