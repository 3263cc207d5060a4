using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Support.Contacts;

/// <summary>Somebody was helped by a person, at a cost.</summary>
[Unaudited]
internal sealed class Contact : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string ContactRef { get; init; }
    public DateTimeOffset ContactedAt { get; init; }
    public ContactChannel Channel { get; init; }
    public string? Gtin { get; init; }
    public Guid? UnitId { get; init; }
    public Guid? PersonId { get; set; }
    public string? Topic { get; init; }
    public decimal? Cost { get; init; }
    public string? Currency { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }

    public ContactRecorded Fact => new(Id, PersonId, UnitId, Gtin, ContactedAt, Channel, Topic, Cost, Currency, ResolvedAt);
}

internal sealed class ContactMap : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> c)
    {
        c.ToTable("support_contact").HasKey(x => new { x.BrandId, x.Id });
        c.Ignore(x => x.Fact);
        c.HasIndex(x => new { x.BrandId, x.ContactRef }).IsUnique();
        c.HasIndex(x => new { x.BrandId, x.UnitId, x.ContactedAt });
        c.HasIndex(x => new { x.BrandId, x.PersonId, x.ContactedAt });
    }
}
