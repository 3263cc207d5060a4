using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;

namespace Nameplate.Commerce.Rates;

/// <summary>A country's VAT where the brand says otherwise than <see cref="UsualRates"/>.</summary>
internal sealed class TaxRate : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Country { get; init; }
    public decimal Percent { get; set; }
}

/// <summary>What a parcel of up to so many grams costs to a country; with one row, the brand's rows replace the usual ones of that country.</summary>
internal sealed class DeliveryRate : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Country { get; init; }
    public int UpToGrams { get; init; }
    /// <summary>In the brand's currency, tax included.</summary>
    public decimal Price { get; set; }
    /// <summary>Days on the way beyond those within the brand's own country.</summary>
    public int MoreDays { get; set; }
}

internal sealed class TaxRateMap : IEntityTypeConfiguration<TaxRate>
{
    public void Configure(EntityTypeBuilder<TaxRate> t) => t.ToTable("commerce_tax_rate").HasKey(x => new { x.BrandId, x.Country });
}

internal sealed class DeliveryRateMap : IEntityTypeConfiguration<DeliveryRate>
{
    public void Configure(EntityTypeBuilder<DeliveryRate> d) => d.ToTable("commerce_delivery_rate").HasKey(x => new { x.BrandId, x.Country, x.UpToGrams });
}
