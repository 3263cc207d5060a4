using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Nameplate.Messaging.Templates;

/// <summary>The kinds of one module, and the resource whose texts <c>Message.…</c> name them.</summary>
internal sealed record KindList(Type Texts, IReadOnlyList<MessageKind> Kinds);

/// <summary>Every kind of message of every module.</summary>
internal sealed class MessageKinds
{
    readonly FrozenDictionary<string, (MessageKind Kind, Type Texts)> byKey;
    readonly IStringLocalizerFactory words;

    public MessageKinds(IEnumerable<KindList> modules, IStringLocalizerFactory words)
    {
        this.words = words;
        All = [.. modules.SelectMany(m => m.Kinds)];
        byKey = modules.SelectMany(m => m.Kinds, (m, k) => (Kind: k, m.Texts)).ToFrozenDictionary(k => k.Kind.Key, StringComparer.Ordinal);
    }

    /// <summary>In the order the modules declare them.</summary>
    public IReadOnlyList<MessageKind> All { get; }

    public MessageKind? Find(string key) => byKey.TryGetValue(key, out var known) ? known.Kind : null;

    public MessageKind this[string key] => Find(key) ?? throw new ArgumentException($"No module declares the message {key}.", nameof(key));

    /// <summary>What it is, in the reader's language.</summary>
    public string NameOf(string key) => byKey.TryGetValue(key, out var known) && words.Create(known.Texts)["Message." + key] is { ResourceNotFound: false } text ? text.Value : key;
}
