using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>A unit is somebody's. A unit has one registration in force at most.</summary>
internal sealed class Registration : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid UnitId { get; init; }
    public required Guid PersonId { get; set; }
    public DateTimeOffset RegisteredAt { get; init; }
    /// <summary>The owner's own date.</summary>
    public DateTimeOffset? PurchasedOn { get; private set; }
    public RegistrationChannel Channel { get; init; }
    public RegistrationDevice? Device { get; init; }
    public string? Country { get; init; }
    public string? Region { get; init; }
    public string? Retailer { get; init; }
    public string? PromoCode { get; init; }
    /// <summary>The proof of purchase as an import names it.</summary>
    public string? Proof { get; init; }
    /// <summary>A proof of the date was approved.</summary>
    public bool Proven { get; private set; }
    /// <summary>The address it was registered with was proven by the mailed link.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Sets the date while none is proven.</summary>
    public bool PutDateRight(DateTimeOffset purchasedOn)
    {
        if (Proven || EndedAt is not null) return false;
        PurchasedOn = purchasedOn;
        return true;
    }

    /// <summary>Gives it to the person of another address while the address is unproven.</summary>
    public bool MoveTo(Person person)
    {
        if (ConfirmedAt is not null || EndedAt is not null) return false;
        PersonId = person.Id;
        return true;
    }

    /// <summary>Its owner is nobody any more: the unit is free for the next.</summary>
    public void GiveUp(DateTimeOffset now) => EndedAt ??= now;

    /// <returns>True the first time.</returns>
    public bool Confirm(DateTimeOffset now)
    {
        if (ConfirmedAt is not null) return false;
        ConfirmedAt = now;
        return true;
    }

    /// <summary>A receipt shows the date; it stands above the owner's own and the sales feed.</summary>
    public void Prove(DateTimeOffset purchasedOn) => (PurchasedOn, Proven) = (purchasedOn, true);

    public UnitOwnership Ownership => new(Id, UnitId, PersonId, RegisteredAt, PurchasedOn, Proven, Country);
    /// <param name="named">The owner's name is known.</param>
    public UnitRegistered FactWith(bool named) => new(Id, UnitId, PersonId, RegisteredAt, PurchasedOn, Channel, Device, Country) { Region = Region, Named = named };
    public RegistrationCorrected Correction => new(Id, UnitId, PersonId, PurchasedOn);
    public RegistrationConfirmed Confirmation => new(Id, UnitId, PersonId);
    public NewRegistration AsNew(ProductUnit unit) => new(Id, unit, PersonId, RegisteredAt, PurchasedOn, Country);

    public static Registration Of(Person person, ProductUnit unit, DateTimeOffset registeredAt, DateTimeOffset? purchasedOn, RegistrationChannel channel, RegistrationDevice? device, string? country) => new()
    {
        BrandId = person.BrandId, UnitId = unit.Id, PersonId = person.Id, RegisteredAt = registeredAt, PurchasedOn = purchasedOn, Channel = channel, Device = device, Country = country,
    };

    public static Registration Imported(Person person, ProductUnit unit, ImportRegistrations.Line line) => new()
    {
        BrandId = person.BrandId, UnitId = unit.Id, PersonId = person.Id, RegisteredAt = line.RegisteredAt, PurchasedOn = line.PurchasedOn, Channel = line.Channel, Device = line.Device,
        Country = line.Country, Region = line.Region, Retailer = line.Retailer, PromoCode = line.PromoCode, Proof = line.Proof, Proven = line.Proof is "true" or "approved",
    };
}

internal sealed class RegistrationMap : IEntityTypeConfiguration<Registration>
{
    public void Configure(EntityTypeBuilder<Registration> r)
    {
        r.ToTable("owners_registration").HasKey(x => new { x.BrandId, x.Id });
        r.HasIndex(x => new { x.BrandId, x.UnitId }, "IX_owners_registration_in_force").IsUnique().HasFilter("ended_at is null");
        r.HasIndex(x => new { x.BrandId, x.UnitId }, "IX_owners_registration_unit");
        r.HasIndex(x => new { x.BrandId, x.PersonId });
        r.HasOne<Person>().WithMany().HasForeignKey(x => new { x.BrandId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        r.Ignore(x => x.Ownership).Ignore(x => x.Correction).Ignore(x => x.Confirmation);
    }
}
