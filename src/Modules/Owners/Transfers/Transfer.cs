using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Transfers;

/// <summary>
/// <c>Offered</c>: the owner made a code. <c>Asked</c>: somebody says the unit is theirs, and the owner was asked by mail. <c>Disputed</c>: the owner says it is not.
/// The others are ends: it moved, staff refused, it was taken back or came too late, or the owner gave the unit up without naming anybody.
/// </summary>
internal enum TransferState { Offered, Asked, Disputed, Moved, Refused, Withdrawn, GivenUp }

/// <summary>A unit passes from one owner to the next. Who the two are stands in their registrations, not here.</summary>
internal sealed class Transfer : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid UnitId { get; init; }
    public TransferWay Way { get; init; }
    public TransferState State { get; private set; }
    /// <summary>The registration it ends.</summary>
    public required Guid FromRegistration { get; init; }
    /// <summary>The registration it made.</summary>
    public Guid? ToRegistration { get; private set; }
    /// <summary>The owner sees the code again as long as it is good.</summary>
    [Secret] public string? SealedCode { get; private set; }
    /// <summary>Wrong codes that were tried.</summary>
    public int Tries { get; private set; }
    /// <summary>Who asks, as long as it is open; later the registration knows.</summary>
    [Personal] public string? Email { get; private set; }
    public string? Language { get; init; }
    /// <summary>What who asks says of it.</summary>
    [Personal] public string? Note { get; private set; }
    /// <summary>A file that shows it, such as a bill of sale.</summary>
    public Guid? EvidenceFile { get; private set; }
    /// <summary>Hashes of the mailed links: the owner's, to answer, and the asker's, to add what shows it.</summary>
    [Secret] public string? OwnerToken { get; private set; }
    [Secret] public string? AskerToken { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    /// <summary>A code is good until then; an owner who was asked may answer until then.</summary>
    public DateTimeOffset Until { get; private set; }
    /// <summary>When the owner said no.</summary>
    public DateTimeOffset? DisputedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    /// <summary>Why staff decided so.</summary>
    public string? Reason { get; private set; }

    public const int MostTries = 10;

    public bool IsOpen => State is TransferState.Offered or TransferState.Asked or TransferState.Disputed;
    public bool IsGood(DateTimeOffset now) => State == TransferState.Offered && now < Until && Tries < MostTries;
    /// <summary>Nothing is left but that staff decide.</summary>
    public bool IsDue(DateTimeOffset now) => State == TransferState.Disputed || (State == TransferState.Asked && now >= Until);

    public static Transfer Offer(Registration standing, string sealedCode, DateTimeOffset until, DateTimeOffset now) => new()
    {
        BrandId = standing.BrandId, UnitId = standing.UnitId, FromRegistration = standing.Id, Way = TransferWay.Code, State = TransferState.Offered, SealedCode = sealedCode, CreatedAt = now, Until = until,
    };

    public static (Transfer Row, string OwnerToken, string AskerToken) Ask(Registration standing, string email, string? note, string language, DateTimeOffset until, DateTimeOffset now)
    {
        var (owner, asker) = (Token.New(), Token.New());
        return (new()
        {
            BrandId = standing.BrandId, UnitId = standing.UnitId, FromRegistration = standing.Id, Way = TransferWay.Asked, State = TransferState.Asked, Email = email, Note = note, Language = language,
            OwnerToken = Token.Hash(owner), AskerToken = Token.Hash(asker), CreatedAt = now, Until = until,
        }, owner, asker);
    }

    /// <summary>Done at once: by staff, over the API or from a file.</summary>
    public static Transfer Done(Registration standing, Guid to, TransferWay way, string? reason, DateTimeOffset at) => new()
    {
        BrandId = standing.BrandId, UnitId = standing.UnitId, FromRegistration = standing.Id, ToRegistration = to, Way = way, State = TransferState.Moved, Reason = reason, CreatedAt = at, Until = at, EndedAt = at,
    };

    public static Transfer GiveUp(Registration standing, DateTimeOffset now) => new()
    {
        BrandId = standing.BrandId, UnitId = standing.UnitId, FromRegistration = standing.Id, Way = TransferWay.GivenUp, State = TransferState.GivenUp, CreatedAt = now, Until = now, EndedAt = now,
    };

    public void Explain(string? note, Guid? evidence) => (Note, EvidenceFile) = (note ?? Note, evidence ?? EvidenceFile);
    public void Dispute(DateTimeOffset now) => (State, DisputedAt) = (TransferState.Disputed, now);

    public void Move(Guid registration, string? reason, DateTimeOffset now)
    {
        End(TransferState.Moved, now);
        (ToRegistration, Reason, Email) = (registration, reason, null);
    }

    /// <summary>Who asked is forgotten, with what they said; what is still open ends.</summary>
    public void Forget(DateTimeOffset now)
    {
        if (IsOpen) Withdraw(now);
        (Email, Note, EvidenceFile, AskerToken) = (null, null, null, null);
    }

    public void Refuse(string reason, DateTimeOffset now)
    {
        End(TransferState.Refused, now);
        Reason = reason;
    }

    public void Withdraw(DateTimeOffset now)
    {
        End(TransferState.Withdrawn, now);
        Email = null;
    }

    void End(TransferState state, DateTimeOffset now) => (State, EndedAt, SealedCode, OwnerToken) = (state, now, null, null);
}

internal sealed class TransferMap : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> t)
    {
        t.ToTable("owners_transfer").HasKey(x => new { x.BrandId, x.Id });
        t.HasIndex(x => new { x.BrandId, x.UnitId }, "IX_owners_transfer_unit");
        t.HasIndex(x => new { x.BrandId, x.UnitId }, "IX_owners_transfer_offered").IsUnique().HasFilter("state = 'offered'");
        t.HasIndex(x => new { x.BrandId, x.State, x.Until });
        t.HasIndex(x => new { x.BrandId, x.FromRegistration });
        t.HasIndex(x => x.OwnerToken).IsUnique();        // looked up before the brand is known
        t.HasIndex(x => x.AskerToken).IsUnique();
        t.Property(x => x.Email).HasColumnName("to_email");
        t.Property(x => x.State).IsConcurrencyToken();      // of two who end it, one does
        t.Ignore(x => x.IsOpen);
    }
}
