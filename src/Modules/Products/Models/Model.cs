using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;

namespace Nameplate.Products.Models;

/// <summary>A product as the maker sells it: one GTIN.</summary>
internal sealed class Model : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Gtin { get; init; }
    public required string Name { get; set; }
    /// <summary>The maker's model or article number.</summary>
    public required string ModelNumber { get; set; }
    public required string Category { get; set; }
    public string? BrandLabel { get; set; }
    public string? Description { get; set; }
    public string? ImageUrl { get; set; }
    public decimal? ListPrice { get; set; }
    public string? Currency { get; set; }
    public int? WarrantyMonths { get; set; }
    public int? StatutoryMonths { get; set; }
    public string? ConsumableNote { get; set; }
    public string? ManualUrl { get; set; }
    public string? SetupUrl { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public ProductModel Shown => new(Gtin, Name, ModelNumber, Category, Description, ImageUrl, ListPrice, Currency, WarrantyMonths, StatutoryMonths, ConsumableNote, ManualUrl, SetupUrl);
    public ModelRecorded Recorded => new(Gtin, Name, Category);
}

/// <summary>Whose a GTIN is: the first brand's that records it. Read before the brand is known, so it stands outside the tenancy.</summary>
internal sealed class GtinOwner : ITellsBrand
{
    public required string Gtin { get; init; }
    public required Guid BrandId { get; init; }
}

internal sealed class ModelMap : IEntityTypeConfiguration<Model>
{
    public void Configure(EntityTypeBuilder<Model> m)
    {
        m.ToTable("products_model").HasKey(x => new { x.BrandId, x.Gtin });
        m.Ignore(x => x.Shown).Ignore(x => x.Recorded);
    }
}

internal sealed class GtinOwnerMap : IEntityTypeConfiguration<GtinOwner>
{
    public void Configure(EntityTypeBuilder<GtinOwner> g) => g.ToTable("products_gtin").HasKey(x => x.Gtin);
}
