using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Mail;

public enum MailState { Waiting, Sent, Failed }

/// <summary>A mail, written in the transaction that gives rise to it and sent afterwards; without a mail server it stays here to be read.</summary>
[Unaudited]
public sealed class OutgoingMail : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    /// <summary>What it is about, such as <c>owners.confirm</c>.</summary>
    public required string Kind { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }
    public required string Html { get; set; }
    /// <summary>The plain-text twin.</summary>
    public required string Text { get; set; }
    public string? ReplyTo { get; init; }
    public MailState State { get; private set; }
    public int Attempts { get; private set; }
    public string? Error { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    static readonly TimeSpan GiveUp = TimeSpan.FromHours(72);
    /// <summary>A mail that waits longer tells of trouble.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    /// <summary>It lets its reader in. Colleagues see that it was sent, never what it says.</summary>
    public bool IsSecret => Access.AccessMail.IsSecret(Kind);

    public void Sent(DateTimeOffset now)
    {
        (State, SentAt, Attempts, Error) = (MailState.Sent, now, Attempts + 1, null);
        if (IsSecret) (Html, Text) = ("", "");      // what it said is with its reader now, and nowhere else
    }

    /// <summary>It was not taken this time.</summary>
    public void Postpone(string error, DateTimeOffset now) => Postpone(error, now, TimeSpan.FromHours(1));

    /// <summary>There was nobody to take it. It is tried again soon after the server is back.</summary>
    public void AwaitServer(string error, DateTimeOffset now) => Postpone(error, now, TimeSpan.FromMinutes(5));

    void Postpone(string error, DateTimeOffset now, TimeSpan longest)
    {
        (Attempts, Error) = (Attempts + 1, error);
        if (now - CreatedAt > GiveUp) State = MailState.Failed;
        else DueAt = now + TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, 2 * Math.Pow(2, Attempts)));
    }

    /// <summary>Somebody looked at what was wrong.</summary>
    public void SendAgain(DateTimeOffset now)
    {
        if (State == MailState.Failed) (State, DueAt) = (MailState.Waiting, now);
    }

    public void Refused(string error) => (State, Attempts, Error) = (MailState.Failed, Attempts + 1, error);
}

internal sealed class OutgoingMailMap : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> m)
    {
        m.ToTable("platform_mail").HasKey(x => new { x.BrandId, x.Id });
        m.Ignore(x => x.IsSecret);
        m.HasIndex(x => new { x.BrandId, x.To });
        m.HasIndex(x => new { x.BrandId, x.State, x.Id });
        m.HasIndex(x => new { x.State, x.DueAt });        // crosses brands on purpose: one sender serves all of them
    }
}
