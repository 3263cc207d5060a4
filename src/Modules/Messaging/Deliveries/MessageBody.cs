using Microsoft.Extensions.Localization;
using Nameplate.Messaging.Channels;
using Nameplate.Messaging.Templates;

namespace Nameplate.Messaging.Deliveries;

/// <summary>What of a message colleagues may read. What lets its reader in they read only where nothing is sent at all, and the console is the only place it could be read.</summary>
internal sealed class MessageBody(MessageKinds kinds, IEnumerable<IChannel> channels, SealedWords seals)
{
    public bool IsSecret(Message message) => kinds.Find(message.Kind)?.IsSecret == true;

    /// <summary>Nothing leaves by this channel: what is written stays here.</summary>
    public bool StaysHere(MessageChannel channel) => !channels.Any(c => c.Channel == channel && c.IsSet);

    public (string? Html, string? Text) Of(Message message) =>
        !IsSecret(message) ? (message.Html, message.Text) : StaysHere(message.Channel) ? (seals.Open(message.Html), seals.Open(message.Text)) : (null, null);
}

static class MessageWords
{
    extension(IStringLocalizer<Texts> words)
    {
        public string StateOf(MessageState state) => words["MessageState." + state];

        /// <summary>Our own word in the reader's language, or what the other side said.</summary>
        public string? Why(string? reason) => reason is null ? null : MessageReasons.All.Contains(reason) ? words["Why." + reason].Value : reason;

        public string NotShown(Message message, MessageBody bodies) => words[message.WrittenAt is null ? "NotWritten" : bodies.IsSecret(message) ? "Secret" : "Gone"];
    }
}
