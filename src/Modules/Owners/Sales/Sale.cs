using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;

namespace Nameplate.Owners.Sales;

/// <summary>A unit was sold, as the sales feed has it.</summary>
internal sealed class Sale : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid UnitId { get; init; }
    public DateTimeOffset SoldOn { get; init; }
    public SaleChannel Channel { get; init; }
    public string? Retailer { get; init; }
    public string? Country { get; init; }
    public decimal? Price { get; init; }
    public string? Currency { get; init; }
    public string? OrderRef { get; init; }
    public Guid? PersonId { get; init; }
    /// <summary>The buyer agreed to be written to about this purchase.</summary>
    public bool MayContact { get; init; }

    public UnitSale Shown => new(UnitId, SoldOn, Channel, Country);
    public SaleRecorded Fact => new(UnitId, SoldOn, Channel, Country, Price, Currency) { Retailer = Retailer, HasContact = PersonId is not null, MayContact = MayContact };
}

internal sealed class SaleMap : IEntityTypeConfiguration<Sale>
{
    public void Configure(EntityTypeBuilder<Sale> s)
    {
        s.ToTable("owners_sale").HasKey(x => new { x.BrandId, x.UnitId });
        s.Property(x => x.MayContact).HasDefaultValue(false);
        s.HasIndex(x => new { x.BrandId, x.PersonId });
        s.HasOne<Person>().WithMany().HasForeignKey(x => new { x.BrandId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        s.Ignore(x => x.Shown).Ignore(x => x.Fact);
    }
}
