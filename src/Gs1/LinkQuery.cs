using System.Net;

namespace Nameplate.Gs1;

/// <summary>
/// Reads the query of a Digital Link. Nothing in it makes the link wrong: what is unknown, wrong or repeated is
/// ignored with a note, because tracking parameters of all kinds come along.
/// </summary>
internal sealed class LinkQuery(ApplicationIdentifier key, Element[] path)
{
    public List<Element> Attributes { get; } = [];

    public List<KeyValuePair<string, string?>> Extensions { get; } = [];

    public List<string> Ignored { get; } = [];

    public void Read(ReadOnlySpan<char> query)
    {
        if (query.StartsWith('?'))
            query = query[1..];

        foreach (var range in query.SplitAny('&', ';'))
        {
            var parameter = query[range];
            if (parameter.IsEmpty)
                continue;

            var equals = parameter.IndexOf('=');
            var name = Decode(equals < 0 ? parameter : parameter[..equals]);
            var value = equals < 0 ? null : Decode(parameter[(equals + 1)..]);
            if (name.Length == 0)
                Ignored.Add("A query parameter without a name was ignored.");
            else if (name.AsSpan().ContainsAnyExceptInRange('0', '9'))
                Extensions.Add(new(name, value));
            else if (Refuse(name, value ?? "") is { } reason)
                Ignored.Add(reason);
        }
    }

    /// <summary>Null when the element was taken; else why it was not. The sentence may go into an HTTP header.</summary>
    private string? Refuse(string name, string value)
    {
        if (ApplicationIdentifiers.Find(name) is not { } ai)
            return name.Length <= 4 ? $"AI ({name}): it is unknown to GS1." : "A query parameter with an all-numeric name was ignored.";
        if (Array.Exists(path, e => e.Ai == name))
            return ai.Fault("duplicate", "it stands in the path already").Message;
        if (Attributes.Exists(e => e.Ai == name))
            return ai.Fault("duplicate", "it stands in the query twice, and the first one counts").Message;
        if (!ai.IsData)
            return ai.Fault("qualifier", "it may not stand in the query").Message;
        if (Qualifiers.BelongInPath(name, key, path))
            return ai.Fault("qualifier", $"behind ({key.Ai}) it belongs in the path").Message;
        if (ai.Read(value, out var read) is { } error)
            return error.Message;

        Attributes.Add(new(ai.Ai, read));
        return null;
    }

    private static string Decode(ReadOnlySpan<char> text) => WebUtility.UrlDecode(text.ToString());
}
