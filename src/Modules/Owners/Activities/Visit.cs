using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.People;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Activities;

/// <summary>Somebody who is known came by: looked at a page or a document of theirs, or followed a message to something worth reading.</summary>
[Unaudited]
internal sealed class Visit : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid PersonId { get; set; }
    public DateTimeOffset At { get; init; }
    public VisitKind Kind { get; init; }
    public string? Gtin { get; init; }
    public Guid? UnitId { get; init; }

    public OwnerVisited Fact => new(Id, PersonId, At, Kind, UnitId);
}

internal sealed class VisitMap : IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Visit> v)
    {
        v.ToTable("owners_visit").HasKey(x => new { x.BrandId, x.Id });
        v.Ignore(x => x.Fact);
        v.HasIndex(x => new { x.BrandId, x.PersonId, x.At, x.Kind }).IsUnique();
        v.HasOne<Person>().WithMany().HasForeignKey(x => new { x.BrandId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
    }
}
