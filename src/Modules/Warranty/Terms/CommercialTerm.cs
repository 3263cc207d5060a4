using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Warranty.Terms;

/// <summary>The maker's own promise for a model in one country, where it is not the model's. Terms are added, never changed.</summary>
internal sealed class CommercialTerm : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Gtin { get; init; }
    public required string Country { get; init; }
    /// <summary>Null: from now on the model's again. 0: none.</summary>
    public int? Months { get; init; }
    public DateTimeOffset Since { get; init; }
}

internal sealed class CommercialTermMap : IEntityTypeConfiguration<CommercialTerm>
{
    public void Configure(EntityTypeBuilder<CommercialTerm> t)
    {
        t.ToTable("warranty_commercial_term").HasKey(x => new { x.BrandId, x.Id });
        t.HasIndex(x => new { x.BrandId, x.Gtin });
    }
}
