using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.People;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Consents;

/// <summary><c>Signal</c>: the browser said it by Global Privacy Control. <c>Elsewhere</c>: given or withdrawn by phone, letter or in a shop, and written down by staff. <c>Erasure</c>: withdrawn because the data was deleted.</summary>
internal enum ConsentMethod { Form, Link, Account, Api, Import, Correction, Preferences, Signal, Elsewhere, Erasure }

/// <summary>One step of a consent. The ledger is only added to; the newest step of a purpose counts.</summary>
internal sealed class Consent : IBrandOwned
{
    public const string Marketing = Consents.Purpose.Marketing;

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
    /// <summary>When an import told of it; from then it waits to be confirmed.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
    /// <summary>What proves a step made elsewhere: a form's number, a recording.</summary>
    [Personal] public string? Evidence { get; set; }
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
