using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Messaging.Deliveries;

/// <summary>A word to an address, written in the transaction that gives rise to it, and what became of it.</summary>
[Unaudited]
internal sealed partial class Message : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Kind { get; init; }
    public MessagePurpose Purpose { get; init; }
    public MessageChannel Channel { get; init; }
    /// <summary>Null once it is old: then only the hash is left.</summary>
    [Personal] public string? Address { get; private set; }
    public string AddressHash { get; private set; } = "";
    public Guid? OwnerId { get; private set; }
    public Guid? UnitId { get; init; }
    public string? Country { get; private set; }
    public string? Language { get; private set; }
    [Personal] public string? Subject { get; private set; }
    [Personal] public string? Html { get; private set; }
    [Personal] public string? Text { get; private set; }
    public string? ReplyTo { get; private set; }
    public MessageState State { get; private set; }
    /// <summary>A word of ours, such as <c>expired</c>, or what the other side said.</summary>
    public string? Reason { get; private set; }
    public int Attempts { get; private set; }
    public string? Once { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    /// <summary>Null while it was asked for and nobody has written it.</summary>
    public DateTimeOffset? WrittenAt { get; private set; }
    public DateTimeOffset DueAt { get; set; }
    public DateTimeOffset? UntilAt { get; private set; }
    /// <summary>The other side waits for the message itself. From here until its answer nobody knows whether it has it.</summary>
    public DateTimeOffset? HandedAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public DateTimeOffset? ChangedAt { get; private set; }
    /// <summary>In the link that stops such messages; kept until it has left.</summary>
    [Secret] public string? StopToken { get; private set; }
    [Secret] public string? StopHash { get; private set; }
    /// <summary>When address and words are taken out, as long as the brand keeps messages as long as is usual.</summary>
    public DateTimeOffset? ForgetAt { get; private set; }

    static readonly TimeSpan GiveUp = TimeSpan.FromHours(72);
    /// <summary>As long as the brand says nothing else.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public bool IsEnded => State is not (MessageState.Queued or MessageState.InDoubt);
    public bool MayBeSentAgain => State is (MessageState.Failed or MessageState.InDoubt or MessageState.Suppressed) && Address is not null && Html is not null;

    public static Message To(Guid brand, MessageKind kind, Recipient to, DateTimeOffset now)
    {
        var due = to.NotBefore is { } later && later > now ? later : now;
        var message = new Message { BrandId = brand, Kind = kind.Key, Purpose = kind.Purpose, Channel = to.Channel, UnitId = to.Unit, Once = to.Once, CreatedAt = now, DueAt = due, ForgetAt = due + Kept };
        message.Concerns(to);
        return message;
    }

    /// <summary>What was known when it was asked for.</summary>
    public Recipient Asked => new(Address!) { Channel = Channel, Owner = OwnerId, Unit = UnitId, Country = Country, Language = Language ?? "en", Until = UntilAt };

    /// <summary>It goes to the address on record, not to the one that was typed.</summary>
    public void Concerns(Recipient to) => (Address, AddressHash, OwnerId, Country, Language, UntilAt) = (to.Address.Trim(), HashOf(BrandId, to.Address), to.Owner, to.Country, to.Language, to.Until);

    public void Say(string subject, string html, string text, string? replyTo, DateTimeOffset now) => (Subject, Html, Text, ReplyTo, WrittenAt) = (subject, html, text, replyTo, now);

    public void CanBeStoppedBy(string token, string hash) => (StopToken, StopHash) = (token, hash);

    public void Hand(DateTimeOffset now) => HandedAt = now;

    public void Sent(DateTimeOffset now, bool isSecret)
    {
        (Attempts, SentAt) = (Attempts + 1, now);
        Become(MessageState.Sent, null, now);
        if (isSecret) Wipe();
        else (Html, Text) = (Html is null ? null : DoorForm().Replace(Html, "/m/…"), Text is null ? null : DoorForm().Replace(Text, "/m/…"));      // what opens a door is with its reader now, and nowhere else
        StopToken = null;
    }

    /// <summary>It was not taken this time.</summary>
    public void Postpone(string why, DateTimeOffset now) => Postpone(why, now, TimeSpan.FromHours(1));

    /// <summary>There was nobody to take it. It is tried again soon after they are back.</summary>
    public void AwaitServer(string why, DateTimeOffset now) => Postpone(why, now, TimeSpan.FromMinutes(5));

    void Postpone(string why, DateTimeOffset now, TimeSpan longest)
    {
        (Attempts, Reason, HandedAt) = (Attempts + 1, Short(why), null);
        if (now - CreatedAt > GiveUp) Become(MessageState.Failed, why, now);
        else DueAt = now + TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, 2 * Math.Pow(2, Math.Min(Attempts, 20))));
    }

    public void WaitUntil(DateTimeOffset due, string why) => (DueAt, Reason) = (due, why);

    public void Become(MessageState state, string? why, DateTimeOffset now)
    {
        (State, Reason, ChangedAt) = (state, Short(why), now);
        if (IsEnded && ForgetAt is not null) ForgetAt = now + Kept;
    }

    /// <summary>Somebody looked at what was wrong. What may have left already is sent again only by this.</summary>
    public bool SendAgain(DateTimeOffset now)
    {
        if (!MayBeSentAgain) return false;
        (State, DueAt, HandedAt, Reason) = (MessageState.Queued, now, null, null);
        return true;
    }

    /// <summary>What it said is with its reader, or of no use any more.</summary>
    public void Wipe() => (Html, Text, StopToken) = (null, null, null);

    public void Forget()
    {
        Wipe();
        (Address, Subject, ReplyTo, Reason, OwnerId, ForgetAt) = (null, null, null, null, null, null);
    }

    static string? Short(string? why) => why is { Length: > 500 } ? why[..500] : why;

    public static string KeyOf(string address) => address.Trim().ToLowerInvariant();

    /// <summary>By it addresses are recognised when they are no longer known; a brand's hashes tell another brand nothing.</summary>
    public static string HashOf(Guid brand, string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{brand:n}:{KeyOf(address)}")));

    [GeneratedRegex("/m/[A-Za-z0-9]{20,}", RegexOptions.None, 1000)] private static partial Regex DoorForm();
}

internal sealed class MessageMap : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> m)
    {
        m.ToTable("messaging_message").HasKey(x => new { x.BrandId, x.Id });
        m.Ignore(x => x.Asked).Ignore(x => x.IsEnded).Ignore(x => x.MayBeSentAgain);
        m.HasIndex(x => new { x.BrandId, x.AddressHash, x.Id });
        m.HasIndex(x => new { x.BrandId, x.OwnerId });
        m.HasIndex(x => new { x.BrandId, x.State, x.Id });
        m.HasIndex(x => new { x.BrandId, x.Kind, x.Id });
        m.HasIndex(x => new { x.BrandId, x.Once }).IsUnique();
        m.HasIndex(x => x.StopHash).IsUnique();      // looked up before the brand is known
        m.HasIndex(x => new { x.State, x.DueAt });      // crosses brands on purpose: one sender serves all of them
        m.HasIndex(x => x.ForgetAt);      // the same
    }
}
