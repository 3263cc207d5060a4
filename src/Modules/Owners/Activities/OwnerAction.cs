using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.People;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Activities;

/// <summary>What the maker did because it knows the owner: a campaign, a recall, a service, a recommendation that reached them.</summary>
[Unaudited]
internal sealed class OwnerAction : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string ActionRef { get; init; }
    public required Guid PersonId { get; set; }
    public DateTimeOffset ActedAt { get; init; }
    public ActionKind Kind { get; init; }

    public OwnerActedOn Fact => new(Id, PersonId, ActedAt, Kind);
}

internal sealed class OwnerActionMap : IEntityTypeConfiguration<OwnerAction>
{
    public void Configure(EntityTypeBuilder<OwnerAction> a)
    {
        a.ToTable("owners_action").HasKey(x => new { x.BrandId, x.Id });
        a.Ignore(x => x.Fact);
        a.HasIndex(x => new { x.BrandId, x.ActionRef }).IsUnique();
        a.HasIndex(x => new { x.BrandId, x.PersonId, x.ActedAt });
        a.HasOne<Person>().WithMany().HasForeignKey(x => new { x.BrandId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
    }
}
