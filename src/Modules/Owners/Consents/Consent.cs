using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Consents;

internal enum ConsentMethod { Form, Link, Account, Api, Import, Correction }

/// <summary>One step of a consent. The ledger is only added to; the newest step of a purpose counts.</summary>
internal sealed class Consent : IBrandOwned
{
    public const string Marketing = "marketing";

    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid PersonId { get; init; }
    /// <summary>The registration it was given with: its link confirms it.</summary>
    public Guid? RegistrationId { get; init; }
    public required string Purpose { get; init; }
    public ConsentStep Step { get; init; }
    /// <summary>Which text was shown; null where an import does not tell.</summary>
    public string? TextVersion { get; init; }
    /// <summary>SHA-256 of the text as it was shown.</summary>
    public string? TextHash { get; init; }
    public string? Language { get; init; }
    public required string Channel { get; init; }
    public ConsentMethod Method { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class ConsentMap : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> c)
    {
        c.ToTable("owners_consent").HasKey(x => new { x.BrandId, x.Id });
        c.HasIndex(x => new { x.BrandId, x.PersonId, x.Purpose, x.At });
        c.HasOne<Person>().WithMany().HasForeignKey(x => new { x.BrandId, x.PersonId });
    }
}
