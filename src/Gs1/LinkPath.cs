using System.Buffers;

namespace Nameplate.Gs1;

/// <summary>Reads the path of a Digital Link: a stem, a primary key and its qualifiers.</summary>
internal static class LinkPath
{
    // RFC 3986, without the delimiters of query and fragment
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/[]@!$&'()*+,;=%");

    // the longest value has 90 characters, each of which may be three when encoded
    private const int MaxEncodedLength = 270;

    public static Element[]? Read(ReadOnlySpan<char> path, out string stem, out Gs1Error? error)
    {
        stem = "";
        var stranger = path.IndexOfAnyExcept(Allowed);
        if (stranger >= 0)
        {
            error = new Gs1Error("characters", null, $"The character at place {stranger + 1} of the path may not stand in a path unless it is percent-encoded.");
            return null;
        }

        if (path.EndsWith('/'))
            path = path[..^1];

        var keyAt = FindKey(path, path.Length);
        if (keyAt < 0)
        {
            error = WithoutKey(path);
            return null;
        }

        stem = path[..keyAt].ToString();
        error = SecondKey(path, keyAt);
        return error is null ? ReadFrom(path[keyAt..], out error) : null;
    }

    /// <summary>True when a segment is a primary key, by its number or its former name, and another one follows, wherever it stands.</summary>
    public static bool HoldsKey(ReadOnlySpan<char> path)
    {
        while (!path.IsEmpty)
        {
            var name = Next(ref path);
            if (path.Length > 1 && path[1] != '/' && (ApplicationIdentifiers.FindKey(name) ?? ApplicationIdentifiers.FindFormerKey(name)) is not null)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Where the last primary key before <paramref name="end"/> starts (at its slash), going back in pairs of
    /// identifier and value, so that a value that looks like a key is not taken for one; -1 when there is none.
    /// </summary>
    private static int FindKey(ReadOnlySpan<char> path, int end)
    {
        while (end > 0)
        {
            var valueAt = path[..end].LastIndexOf('/');
            if (valueAt <= 0)
                return -1;
            var aiAt = path[..valueAt].LastIndexOf('/');
            if (aiAt < 0)
                return -1;
            if (ApplicationIdentifiers.FindKey(path[(aiAt + 1)..valueAt]) is not null)
                return aiAt;
            end = aiAt;
        }

        return -1;
    }

    private static Gs1Error WithoutKey(ReadOnlySpan<char> path)
    {
        for (var rest = path; !rest.IsEmpty;)
        {
            var name = Next(ref rest);
            if (!rest.IsEmpty && ApplicationIdentifiers.FindFormerKey(name) is { } key)
                return key.Fault("structure", $"its number stands in the path, /{key.Ai}/, not the name /{name}/ that it once had");
        }

        var last = path[(path.LastIndexOf('/') + 1)..];
        return ApplicationIdentifiers.Find(last) is { } ai
            ? ai.Fault("structure", "the path ends without its value")
            : new Gs1Error("structure", null, "The path holds no GS1 primary key with a value, such as /01/ and a GTIN.");
    }

    /// <summary>A stem may contain what looks like a key (/00/faux), but not a key with a right value: which one is meant?</summary>
    private static Gs1Error? SecondKey(ReadOnlySpan<char> path, int keyAt)
    {
        for (var at = FindKey(path, keyAt); at >= 0; at = FindKey(path, at))
        {
            var rest = path[at..keyAt];
            var key = ApplicationIdentifiers.FindKey(Next(ref rest))!;
            if (ReadValue(key, Next(ref rest), out _) is null)
                return key.Fault("duplicate", "a path has one primary key, and this one has two");
        }

        return null;
    }

    private static Element[]? ReadFrom(ReadOnlySpan<char> rest, out Gs1Error? error)
    {
        var key = ApplicationIdentifiers.FindKey(Next(ref rest))!;
        error = ReadValue(key, Next(ref rest), out var value);
        if (error is not null)
            return null;

        var elements = new Element[1 + ((rest.Count('/') + 1) / 2)];
        var count = 0;
        elements[count++] = new(key.Ai, value);
        while (!rest.IsEmpty)
        {
            var name = Next(ref rest);
            var qualifier = ApplicationIdentifiers.Find(name);
            error = qualifier is null ? Unknown(key, name) : Qualifiers.Fault(key, elements.AsSpan(0, count), qualifier) ?? ReadValue(qualifier, Next(ref rest), out value);
            if (error is not null)
                return null;
            elements[count++] = new(qualifier!.Ai, value);
        }

        if (count == 1 && key.NeedsQualifier)
        {
            error = key.Fault("qualifier", $"{Qualifiers.Allowed(key)} must follow it in the path");
            return null;
        }

        return elements;
    }

    private static Gs1Error Unknown(ApplicationIdentifier key, ReadOnlySpan<char> name) =>
        name.IsEmpty ? key.Fault("structure", "a part of the path behind it is empty")
        : name.Length <= 4 && !name.ContainsAnyExceptInRange('0', '9') ? new("qualifier", name.ToString(), $"AI ({name}) is unknown to GS1.")
        : key.Fault("structure", "a part of the path behind it is not an application identifier");

    private static Gs1Error? ReadValue(ApplicationIdentifier ai, ReadOnlySpan<char> raw, out string value)
    {
        if (raw.Length > MaxEncodedLength)
        {
            value = "";
            return ai.Fault("length", "the value is far too long");
        }

        if (!raw.Contains('%'))
            return ai.Read(raw, out value);

        Span<char> decoded = stackalloc char[MaxEncodedLength];
        return ai.Read(decoded[..PercentEncoding.Decode(raw, decoded)], out value);
    }

    /// <summary>Takes the next segment of a path that starts with a slash.</summary>
    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> path)
    {
        if (path.IsEmpty)
            return path;

        var segment = path[1..];
        var end = segment.IndexOf('/');
        if (end < 0)
            end = segment.Length;
        path = segment[end..];
        return segment[..end];
    }
}
