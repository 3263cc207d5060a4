using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Companies;

/// <summary>
/// A registration belongs to a company's fleet. Who registered stays the contact, and the registration knows nothing of it: a unit that gets a new owner leaves
/// the fleet with the registration that ends.
/// </summary>
internal sealed class FleetUnit : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid RegistrationId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid CompanyId { get; init; }
    public Guid? SiteId { get; set; }
    /// <summary>From when its age counts where the owner gave no date of purchase: its sale, its production, else its registration.</summary>
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset AddedAt { get; init; }

    public static FleetUnit Of(Registration registration, ProductUnit unit, UnitSale? sale, Guid company, Guid? site, DateTimeOffset now) => new()
    {
        BrandId = registration.BrandId, RegistrationId = registration.Id, UnitId = unit.Id, CompanyId = company, SiteId = site,
        Since = sale?.SoldOn ?? unit.ProducedOn?.Midnight() ?? unit.ShippedOn ?? registration.RegisteredAt, AddedAt = now,
    };
}

internal sealed class FleetUnitMap : IEntityTypeConfiguration<FleetUnit>
{
    public void Configure(EntityTypeBuilder<FleetUnit> f)
    {
        f.ToTable("owners_fleet_unit").HasKey(x => new { x.BrandId, x.RegistrationId });
        f.HasIndex(x => new { x.BrandId, x.CompanyId, x.RegistrationId });
        f.HasIndex(x => new { x.BrandId, x.SiteId, x.RegistrationId });
        f.HasIndex(x => new { x.BrandId, x.UnitId });
        f.HasOne<Registration>().WithMany().HasForeignKey(x => new { x.BrandId, x.RegistrationId }).OnDelete(DeleteBehavior.Cascade);
        f.HasOne<Company>().WithMany().HasForeignKey(x => new { x.BrandId, x.CompanyId }).OnDelete(DeleteBehavior.Restrict);
        f.HasOne<CompanySite>().WithMany().HasForeignKey(x => new { x.BrandId, x.SiteId }).OnDelete(DeleteBehavior.Restrict);
    }
}
