using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Messaging.Suppression;

internal enum SuppressionReason
{
    /// <summary>There is no such address: nothing goes to it.</summary>
    Bounced,
    /// <summary>Its owner called a message unwanted: only what they ask for and what is about safety goes.</summary>
    Complained,
    /// <summary>Its owner objected to being written to: nothing that can be stopped goes, whatever consent is on record (GDPR Art. 21).</summary>
    Objected,
    /// <summary>Its owner stopped what can be stopped. Marketing to a person is in the ledger of consents besides: given anew there, it goes again.</summary>
    Unsubscribed,
    /// <summary>Somebody of the brand stopped it: only what its owner asks for and what is about safety goes.</summary>
    Staff,
}

/// <summary>An address that is not written to, known by its hash alone.</summary>
internal sealed class SuppressedAddress : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public MessageChannel Channel { get; init; }
    [Personal] public required string AddressHash { get; init; }
    public SuppressionReason Reason { get; private set; }
    /// <summary>The message it came of.</summary>
    public Guid? MessageId { get; private set; }
    [Personal] public string? Note { get; private set; }
    public DateTimeOffset Since { get; private set; }
    public DateTimeOffset? LiftedAt { get; private set; }
    [Personal] public string? LiftedBecause { get; private set; }

    /// <summary>What colleagues wrote beside it goes; that the address is not written to stays.</summary>
    public void Forget() => (Note, LiftedBecause) = (null, LiftedBecause is null ? null : "–");

    public bool Stops(MessageKind kind) => LiftedAt is null && Reason switch
    {
        SuppressionReason.Bounced => true,
        SuppressionReason.Unsubscribed => kind.CanBeStopped && kind.Purpose != MessagePurpose.Marketing,
        SuppressionReason.Objected => kind.CanBeStopped,
        _ => kind.Purpose != MessagePurpose.Safety && !kind.IsAskedFor,
    };

    /// <summary>A graver reason takes the place of a lesser one.</summary>
    public void Suppress(SuppressionReason reason, Guid? message, string? note, DateTimeOffset now)
    {
        if (LiftedAt is null && Since != default && reason >= Reason) return;
        (Reason, MessageId, Note, Since, LiftedAt, LiftedBecause) = (reason, message, note, now, null, null);
    }

    /// <returns>False when it was lifted before.</returns>
    public bool Lift(string because, DateTimeOffset now)
    {
        if (LiftedAt is not null) return false;
        (LiftedAt, LiftedBecause) = (now, because);
        return true;
    }
}

internal sealed class SuppressedAddressMap : IEntityTypeConfiguration<SuppressedAddress>
{
    public void Configure(EntityTypeBuilder<SuppressedAddress> s)
    {
        s.ToTable("messaging_suppressed_address").HasKey(x => new { x.BrandId, x.Id });
        s.HasIndex(x => new { x.BrandId, x.Channel, x.AddressHash }).IsUnique();
    }
}
