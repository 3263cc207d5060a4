using Nameplate.Platform.Mail;

namespace Nameplate.Messaging;

/// <summary>The one way a word reaches an owner.</summary>
public interface IMessaging
{
    /// <summary>Writes a message into the caller's transaction, in the language that is spoken; the caller saves. It is sent afterwards, once.</summary>
    /// <param name="kind">Key of a declared <see cref="MessageKind"/>.</param>
    /// <param name="to">Whom it goes to.</param>
    /// <param name="letter">What it says.</param>
    /// <param name="ct">Ends when nobody waits any more.</param>
    /// <returns>The message's id; null when one with the same <see cref="Recipient.Once"/> was written before.</returns>
    Task<Guid?> Send(string kind, Recipient to, Letter letter, CancellationToken ct);

    /// <summary>
    /// Asks for a message to an address that may be nobody's, such as a sign-in link: the same row is written whoever it is, in the caller's transaction, and the
    /// module's <see cref="IMessageWriter"/> writes it behind the answer. A restart loses nothing, and what lets its reader in lies sealed until it has left.
    /// </summary>
    /// <param name="kind">Key of a declared <see cref="MessageKind"/>.</param>
    /// <param name="to">What is known: an address and a language at least. With <see cref="Recipient.NotBefore"/> it is written when its time comes, if it is still wanted.</param>
    /// <returns>Call it when the row is saved: it hurries the writing along.</returns>
    Action Ask(string kind, Recipient to);

    /// <summary>Takes the address, and what was said to it, out of every message to this person; the figures of what became of them stay. Part of the caller's transaction.</summary>
    Task Forget(Guid owner, CancellationToken ct);

    /// <summary>Its owner objects: nothing that can be stopped goes to the address any more, whatever consent is on record. Known by its hash alone. Part of the caller's transaction.</summary>
    Task Object(string address, CancellationToken ct);

    /// <summary>The objection is taken back, by who has proven the address. Part of the caller's transaction.</summary>
    Task TakeBackObjection(string address, CancellationToken ct);

    /// <summary>Whose message it was, by the token of its link that stops such messages; its brand becomes the current one. Null when nobody knows.</summary>
    Task<Guid?> ReaderOf(string stopToken, CancellationToken ct);
}

/// <param name="Address">An e-mail address, a phone number, or a device's token, by the channel.</param>
public sealed record Recipient(string Address)
{
    public MessageChannel Channel { get; init; } = MessageChannel.Email;
    public Guid? Owner { get; init; }
    public Guid? Unit { get; init; }
    /// <summary>ISO 3166-1 alpha-2: whose night is kept quiet.</summary>
    public string? Country { get; init; }
    public string? Language { get; init; }
    /// <summary>Not sent before.</summary>
    public DateTimeOffset? NotBefore { get; init; }
    /// <summary>Of no use after; it is not sent then.</summary>
    public DateTimeOffset? Until { get; init; }
    /// <summary>Of two messages of a brand with the same word here, there is only the first.</summary>
    public string? Once { get; init; }
}

public enum MessageChannel { Email, Sms, Push }

public enum MessagePurpose
{
    /// <summary>It belongs to something the reader did: registered, ordered, asked to sign in.</summary>
    Transactional,
    /// <summary>A danger, a recall. It goes whatever else is stopped, as long as the address exists.</summary>
    Safety,
    /// <summary>With consent only, by day, not too often, and with one click to stop it.</summary>
    Marketing,
}

/// <summary>A kind of message, as its module declares it.</summary>
/// <param name="Key">Such as <c>owners.confirm</c>. The module's words name it: <c>Message.owners.confirm</c>.</param>
public sealed record MessageKind(string Key, MessagePurpose Purpose)
{
    /// <summary>One such message made of what is on record, for the preview, in the language that is spoken; null where nothing is on record yet. It saves nothing.</summary>
    public required Func<IServiceProvider, CancellationToken, Task<Letter?>> Sample { get; init; }
    /// <summary>It lets its reader in: it lies sealed, and is wiped when it has left.</summary>
    public bool IsSecret { get; init; }
    /// <summary>The reader asked for it a moment ago: it goes also to those who complained of others.</summary>
    public bool IsAskedFor { get; init; }
    /// <summary>It carries a link by which its reader stops such messages; marketing always does.</summary>
    public bool CanBeStopped { get => field || Purpose == MessagePurpose.Marketing; init; }
}

/// <summary>Writes messages that were asked for by address.</summary>
public interface IMessageWriter
{
    string Kind { get; }
    /// <summary>Whom it goes to; null when the address is nobody's, or the message is not wanted any more: then nothing is left of it.</summary>
    Task<Recipient?> Find(Recipient asked, CancellationToken ct);
    /// <summary>Says it, in the recipient's language. Rows it adds are saved with the message.</summary>
    Task<Letter> Write(Recipient to, CancellationToken ct);
}

/// <summary>What this module asks of the one that keeps the consents. Without one, marketing goes to nobody.</summary>
public interface IMarketingConsent
{
    /// <summary>It was given and confirmed, and not withdrawn.</summary>
    Task<bool> Stands(Guid owner, MessageChannel channel, CancellationToken ct);
    /// <summary>Joins the caller's transaction.</summary>
    Task Withdraw(Guid owner, MessageChannel channel, CancellationToken ct);
    /// <summary>Where the reader sees and changes every choice, by the token of a message.</summary>
    string ChoicesPath(string stopToken);
}
