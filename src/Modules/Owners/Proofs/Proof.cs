using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Proofs;

/// <summary><c>AskedAgain</c>: it could not be read, and the owner was asked for another. <c>Replaced</c>: another came before anybody looked.</summary>
internal enum ProofState { Waiting, AskedAgain, Approved, Rejected, Replaced }

/// <summary>A photo or PDF that shows when a unit was bought. Staff look at it; what they approve dates the warranty.</summary>
internal sealed class Proof : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid UnitId { get; init; }
    /// <summary>Null until it is approved where the unit was nobody's: then it makes one.</summary>
    public Guid? RegistrationId { get; private set; }
    /// <summary>Who sent it, where that is no registered owner yet.</summary>
    [Personal] public string? Email { get; private set; }
    public required string Language { get; init; }
    /// <summary>What who sent it says of the date.</summary>
    public DateTimeOffset? SaidOn { get; init; }
    /// <summary>Null once it was forgotten.</summary>
    public Guid? FileId { get; private set; }
    public ProofState State { get; private set; }
    public DateTimeOffset SentAt { get; init; }
    public DateTimeOffset? DecidedAt { get; private set; }
    /// <summary>What the receipt says.</summary>
    public DateTimeOffset? ProvenOn { get; private set; }
    /// <summary>What was not right with it, as its sender is told.</summary>
    public string? Reason { get; private set; }
    /// <summary>Hash of the mailed link by which another is sent.</summary>
    [Secret] public string? TokenHash { get; private set; }

    public static Proof Of(Guid brand, Guid unit, Registration? registration, string? email, string language, DateTimeOffset? saidOn, Guid file, DateTimeOffset now) => new()
    {
        BrandId = brand, UnitId = unit, RegistrationId = registration?.Id, Email = registration is null ? email : null, Language = language, SaidOn = saidOn ?? registration?.PurchasedOn, FileId = file, SentAt = now,
    };

    public void Approve(Guid registration, DateTimeOffset provenOn, DateTimeOffset now) =>
        (State, RegistrationId, ProvenOn, DecidedAt, Reason, Email, TokenHash) = (ProofState.Approved, registration, provenOn, now, null, null, null);

    public void AskAgain(string reason, string tokenHash, DateTimeOffset now) => (State, Reason, TokenHash, DecidedAt) = (ProofState.AskedAgain, reason, tokenHash, now);
    public void Reject(string reason, DateTimeOffset now) => (State, Reason, TokenHash, DecidedAt) = (ProofState.Rejected, reason, null, now);
    public void Replace(DateTimeOffset now) => (State, TokenHash, DecidedAt) = (ProofState.Replaced, null, now);
    public void ForgetFile() => FileId = null;

    /// <summary>Who sent it is forgotten, and the file with them. A date that was approved stays: it says nothing of who.</summary>
    public void Forget(DateTimeOffset now)
    {
        if (State is ProofState.Waiting or ProofState.AskedAgain) Replace(now);
        (Email, FileId, TokenHash) = (null, null, null);
    }
}

internal sealed class ProofMap : IEntityTypeConfiguration<Proof>
{
    public void Configure(EntityTypeBuilder<Proof> p)
    {
        p.ToTable("owners_proof").HasKey(x => new { x.BrandId, x.Id });
        p.HasIndex(x => new { x.BrandId, x.State, x.Id });
        p.HasIndex(x => new { x.BrandId, x.UnitId });
        p.HasIndex(x => new { x.BrandId, x.RegistrationId });
        p.HasIndex(x => new { x.BrandId, x.DecidedAt });
        p.Property(x => x.State).IsConcurrencyToken();      // of two who decide, one does
    }
}
