using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.People;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Owners.Merges;

/// <summary>A further address of a person, by which registrations, orders and sign-ins find them too.</summary>
internal sealed class OwnerAddress : IBrandOwned
{
    public Guid BrandId { get; init; }
    /// <summary>By it addresses are compared; see <see cref="Person.EmailKey"/>. Nobody has the same as main address.</summary>
    [Personal] public required string EmailKey { get; init; }
    [Personal] public required string Email { get; init; }
    public required Guid PersonId { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    /// <summary>The address was proven by a link that was opened.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>What was a person's main address becomes a further one, of the same person or another.</summary>
    public static OwnerAddress Once(Person main, Guid of, DateTimeOffset now) => new() { BrandId = main.BrandId, EmailKey = main.EmailKey, Email = main.Email, PersonId = of, AddedAt = now, ConfirmedAt = main.ConfirmedAt };
}

internal sealed class OwnerAddressMap : IEntityTypeConfiguration<OwnerAddress>
{
    public void Configure(EntityTypeBuilder<OwnerAddress> a)
    {
        a.ToTable("owners_address").HasKey(x => new { x.BrandId, x.EmailKey });
        a.HasIndex(x => new { x.BrandId, x.PersonId });
        a.HasOne<Person>().WithMany().HasForeignKey(x => new { x.BrandId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
    }
}
